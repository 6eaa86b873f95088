// Linked into the tests by `make threads`.
//
// Where a Mutex of Swift is contended, on Linux, it is locked and unlocked inside of libswiftSynchronization, which is
// not instrumented: ThreadSanitizer sees neither and takes all that the mutex guards for races. The functions here stand
// in front of the library's, call them, and say what they did.

#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define MUTEX __attribute__((swift_context)) void *mutex

// Synchronization._MutexHandle._lockSlow(UInt32) and ._unlockSlow(), of Swift 6.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock(uint32_t thread, MUTEX) __asm__(LOCK);
SWIFT void unlock(MUTEX) __asm__(UNLOCK);

SWIFT void lock(uint32_t thread, MUTEX) {
  SWIFT void (*next)(uint32_t, MUTEX) = dlsym(RTLD_NEXT, LOCK);
  next(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT void unlock(MUTEX) {
  SWIFT void (*next)(MUTEX) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(mutex);
  next(mutex);
}
