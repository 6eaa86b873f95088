#include <libxml/xmlversion.h>
/* Its headers would bring in those of the system's ICU, and Foundation has an ICU of its own: one program cannot import both.
   Only a structure that nobody here looks into depends on it. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>

/* What differs between the versions of libxml2 stands here: 2.9 to 2.14. */

/* No network, no entities, no DTD, no limits lifted. */
static inline int failover_xml_options(void) {
  int options = XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
#if LIBXML_VERSION >= 21300
  options |= XML_PARSE_NO_XXE;
#endif
  return options;
}

/* The bytes that the parser holds, from the oldest up to where it is; 0 if there are none. */
static inline long failover_xml_input(void *context, const unsigned char **start) {
  xmlParserCtxtPtr parser = (xmlParserCtxtPtr)context;
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
  if (parser == NULL || parser->input == NULL || parser->input->base == NULL) return 0;
  *start = parser->input->base;
  return (long)(parser->input->cur - parser->input->base);
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic pop
#endif
}

/* How many bytes the parser holds behind the place where it is. */
static inline long failover_xml_ahead(void *context) {
  xmlParserCtxtPtr parser = (xmlParserCtxtPtr)context;
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
  if (parser == NULL || parser->input == NULL || parser->input->cur == NULL) return 0;
  return (long)(parser->input->end - parser->input->cur);
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic pop
#endif
}

/* How many different names the parser has met. */
static inline int failover_xml_names(void *context) {
  xmlParserCtxtPtr parser = (xmlParserCtxtPtr)context;
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
  return parser == NULL || parser->dict == NULL ? 0 : xmlDictSize(parser->dict);
#if LIBXML_VERSION >= 21200
#pragma GCC diagnostic pop
#endif
}

/* Of the C library, which shows it only with extensions switched on. */
extern void *memrchr(const void *start, int byte, size_t count);
