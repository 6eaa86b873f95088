// What FoundationEssentials names of Swift's regular expressions, which the command never uses: they would bring their parser
// and the names of all characters, 1.4 MB.
//
// `make build` links it in place of the real ones. If something of ours used a regular expression, the real ones would be linked
// beside these, and the linker would refuse two of one name.
#include <stdlib.h>

#define FUNCTION(number, symbol) \
  void function##number(void) __asm__(symbol); \
  void function##number(void) { abort(); }

// A type descriptor of kind "module", which no type equals.
#define DESCRIPTOR(number, symbol) \
  extern const unsigned descriptor##number[16] __asm__(symbol); \
  const unsigned descriptor##number[16] = {0};

FUNCTION(1, "$s17_StringProcessing14AnyRegexOutputVMa")
FUNCTION(2, "$s17_StringProcessing14RegexComponentP5regexAA0C0Vy0C6OutputQzGvgTj")
FUNCTION(3, "$s17_StringProcessing21RegexWordBoundaryKindV6simpleACvgZ")
FUNCTION(4, "$s17_StringProcessing21RegexWordBoundaryKindVMa")
FUNCTION(5, "$s17_StringProcessing29CustomConsumingRegexComponentPAAE5regexAA0E0Vy0E6OutputQzGvg")
FUNCTION(6, "$s17_StringProcessing5RegexV10firstMatch2inAC0E0Vyx_GSgSs_tKF")
FUNCTION(7, "$s17_StringProcessing5RegexV11ignoresCaseyACyxGSbF")
FUNCTION(8, "$s17_StringProcessing5RegexV11prefixMatch2inAC0E0Vyx_GSgSs_tKF")
FUNCTION(9, "$s17_StringProcessing5RegexV15_literalPatternSSSgvg")
FUNCTION(10, "$s17_StringProcessing5RegexV15asciiOnlyDigitsyACyxGSbF")
FUNCTION(11, "$s17_StringProcessing5RegexV16wordBoundaryKindyACyxGAA0c4WordeF0VF")
FUNCTION(12, "$s17_StringProcessing5RegexV23asciiOnlyWordCharactersyACyxGSbF")
FUNCTION(13, "$s17_StringProcessing5RegexV25asciiOnlyCharacterClassesyACyxGSbF")
FUNCTION(14, "$s17_StringProcessing5RegexV5MatchV13dynamicMemberqd__s7KeyPathCyxqd__G_tcluig")
FUNCTION(15, "$s17_StringProcessing5RegexV5MatchV5rangeSnySS5IndexVGvg")
FUNCTION(16, "$s17_StringProcessing5RegexV5MatchV6outputxvg")
FUNCTION(17, "$s17_StringProcessing5RegexVA2A03AnyC6OutputVRszlEyACyAEGACyqd__GclufC")
FUNCTION(18, "$s17_StringProcessing5RegexVA2A03AnyC6OutputVRszlEyACyAEGSSKcfC")
FUNCTION(19, "$s17_StringProcessing5RegexVMa")
FUNCTION(20, "$s17_StringProcessing5RegexV_2asACyxGSS_xmtKcfC")
FUNCTION(21, "$sSK17_StringProcessingSs11SubSequenceRtzrlE8containsySbqd__AA14RegexComponentRd__lF")
FUNCTION(22, "$sSl17_StringProcessingSQ7ElementRpzrlE14trimmingPrefixy11SubSequenceQzqd__STRd__ABQyd__ACRSlF")
FUNCTION(23, "$sSl17_StringProcessingSQ7ElementRpzrlE8containsySbqd__SlRd__ABQyd__ACRSlF")
FUNCTION(24, "$sSm17_StringProcessingSQ7ElementRpzrlE9replacing_4with15maxReplacementsxqd___qd_0_SitSlRd__SlRd_0_ABQyd__ACRSABQyd_0_AGRSr0_lF")
FUNCTION(25, "$sSy17_StringProcessingE8containsySbSSF")

DESCRIPTOR(1, "$s11RegexOutput17_StringProcessing0A9ComponentPTl")
DESCRIPTOR(2, "$s17_StringProcessing14AnyRegexOutputVMn")
DESCRIPTOR(3, "$s17_StringProcessing14RegexComponentMp")
DESCRIPTOR(4, "$s17_StringProcessing14RegexComponentP5regexAA0C0Vy0C6OutputQzGvgTq")
DESCRIPTOR(5, "$s17_StringProcessing14RegexComponentTL")
DESCRIPTOR(6, "$s17_StringProcessing29CustomConsumingRegexComponentMp")
DESCRIPTOR(7, "$s17_StringProcessing29CustomConsumingRegexComponentP9consuming_10startingAt2inSS5IndexV10upperBound_0E6OutputQz6outputtSgSS_AHSnyAHGtKFTq")
DESCRIPTOR(8, "$s17_StringProcessing29CustomConsumingRegexComponentPAA0eF0Tb")
DESCRIPTOR(9, "$s17_StringProcessing5RegexV5MatchVMn")
DESCRIPTOR(10, "$s17_StringProcessing5RegexVMn")
DESCRIPTOR(11, "$s17_StringProcessing5RegexVyxGAA0C9ComponentAAMc")
