// The four symbols of Foundation that swift-mustache names and that the command never uses: a lock around
// content types of its templates, which ours do not set, NSNull, which ours are never given, and the way through
// a folder of templates, which ours are not in.
//
// `make build` links them in place of the real ones, and fails if something else of Foundation is used. Otherwise all of Foundation would be linked into the
// command, 45 MB with the tables of ICU. Whatever else is built or tested has the real ones.
#include <stdlib.h>

void *NSLockMetadata(void) __asm__("$s10Foundation6NSLockCMa");
void *NSLockMetadata(void) { abort(); }

void *NSLockInit(void) __asm__("$s10Foundation6NSLockCACycfc");
void *NSLockInit(void) { abort(); }

void *DirectoryEnumerator(void)
    __asm__("$s20FoundationEssentials11FileManagerC0A0E10enumerator6atPathAcDE19DirectoryEnumeratorCSgSS_tF");
void *DirectoryEnumerator(void) { abort(); }

// A type descriptor of kind "module", which no type equals.
const unsigned NSNullDescriptor[16] __asm__("$s10Foundation6NSNullCMn") = {0};
