/* For trials under wine only, never shipped: Windows has had ICU as icuuc.dll since 2017, wine has not, and Qt6Core does not load without it.
   Every converter is "not found", so Qt falls back to what it can do itself; the program decodes pages without Qt.
   x86_64-w64-mingw32-gcc -shared -Os -s icuuc.c -o icuuc.dll */
#define EXPORT __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

typedef int error_code;

/* nothing to give back */
EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_getToUCallBack(void) {}
EXPORT void ucnv_getFromUCallBack(void) {}
EXPORT void ucnv_setToUCallBack(void) {}
EXPORT void ucnv_setFromUCallBack(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}

/* nothing is there */
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int index) { (void)index; return 0; }
EXPORT signed char ucnv_getMaxCharSize(void *converter) { (void)converter; return 1; }
EXPORT int ucnv_toUCountPending(void *converter, error_code *error) { (void)converter, (void)error; return 0; }
EXPORT int ucnv_fromUCountPending(void *converter, error_code *error) { (void)converter, (void)error; return 0; }

/* and saying so */
EXPORT void *ucnv_open(const char *name, error_code *error) { (void)name; *error = FILE_ACCESS_ERROR; return 0; }
EXPORT const char *ucnv_getName(void *converter, error_code *error) { (void)converter; *error = FILE_ACCESS_ERROR; return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, error_code *error) {
    (void)name, (void)standard; *error = FILE_ACCESS_ERROR; return 0;
}
EXPORT void ucnv_toUnicode(void *converter, void *target, void *limit, void *source, void *end, void *offsets, signed char flush, error_code *error) {
    (void)converter, (void)target, (void)limit, (void)source, (void)end, (void)offsets, (void)flush; *error = FILE_ACCESS_ERROR;
}
EXPORT void ucnv_fromUnicode(void *converter, void *target, void *limit, void *source, void *end, void *offsets, signed char flush, error_code *error) {
    (void)converter, (void)target, (void)limit, (void)source, (void)end, (void)offsets, (void)flush; *error = FILE_ACCESS_ERROR;
}
