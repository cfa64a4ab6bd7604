/* threadfolio.exe and threadfolio-cli.exe: "-m reader" with the Python that lies in PROGRAM beside them.

   The program reads pages in child processes, which multiprocessing starts as  EXE [options] -c CODE --multiprocessing-fork  with EXE being
   this launcher: those words are Python's own and go through as they are. With "-m reader" before them every child would be another window.

   python312._pth beside the library shuts Python in: no environment variables, no site packages, nothing from the current folder, which is
   the folder of whatever file was opened. SetDllDirectoryW keeps libraries out that lie in that folder.

   Built by build.py with  -DPROGRAM -DLIBRARY -DTITLE  and, for the one without a console, -DWINDOWED -mwindows. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST_PATH 32768
#define NOT_WHOLE 3
#define CHILD L"--multiprocessing-fork"

typedef int (*python_main)(int, wchar_t **);

static const wchar_t *const before[] = {L"-X", L"utf8", L"-m", L"reader"};
enum { BEFORE = sizeof before / sizeof *before };

static int not_whole(void) {
    const wchar_t *sentence = L"A file of the program is missing. Please install it again; your library is not touched.";
#ifdef WINDOWED
    MessageBoxW(NULL, sentence, TITLE, MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", sentence);
#endif
    return NOT_WHOLE;
}

static python_main find_python(void) {
    static wchar_t path[LONGEST_PATH + 64];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST_PATH);
    wchar_t *last = length && length < LONGEST_PATH ? wcsrchr(path, L'\\') : NULL;
    if (!last) return NULL;
    wcscpy(last + 1, PROGRAM L"\\" LIBRARY);
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    return library ? (python_main)(void *)GetProcAddress(library, "Py_Main") : NULL;
}

static int is_child(int argc, wchar_t **argv) {
    for (int i = 1; i < argc; i++)
        if (!wcscmp(argv[i], CHILD)) return 1;
    return 0;
}

static int start(int argc, wchar_t **argv) {
    SetDllDirectoryW(L"");
    python_main run = find_python();
    if (!run) return not_whole();
    if (is_child(argc, argv)) return run(argc, argv);
    wchar_t **words = calloc(argc + BEFORE + 1, sizeof *words);
    if (!words) return NOT_WHOLE;
    words[0] = argv[0];
    for (int i = 0; i < BEFORE; i++) words[i + 1] = (wchar_t *)before[i];
    for (int i = 1; i < argc; i++) words[i + BEFORE] = argv[i];
    return run(argc + BEFORE, words);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, PWSTR line, int show) {
    (void)instance, (void)previous, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#endif
