; The Windows installer and, with -DPORTABLE, the one that only unpacks a folder for a stick. build.py calls makensis with
;     -DVERSION -DPAYLOAD (folder) -DICON -DSIDEBAR -DLICENCE -DOUT  [-DTARGET] [-DFAST] [-DPORTABLE] [-DSIGN] [-DNOTE]
;
; For one person, into their own folders and their own part of the registry: nothing here asks for an administrator.
; All that is ours lies in ${PROGRAM} and a few named files beside it. Only these are ever removed, because the folder that a person
; chose may hold files of their own. The library is never touched.

Unicode true
!ifdef TARGET
    Target ${TARGET}
!endif
!ifdef FAST
    SetCompressor zlib
!else
    SetCompressor /SOLID lzma
    SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Sections.nsh
!include WinVer.nsh
!include x64.nsh

!define APP "Threadfolio"
!define PUBLISHER "The Threadfolio authors"
!define WINDOW "threadfolio.exe"
!define CONSOLE "threadfolio-cli.exe"
!define PROGRAM "threadfolio-program"
!define BEFORE "threadfolio-program.before"
!define PROGID "Threadfolio.SavedPage"
!define KEY "Software\Threadfolio"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Threadfolio"
!define EXIT_OPEN 4

Name "${APP} ${VERSION}"
OutFile "${OUT}"
!ifdef PORTABLE
    InstallDir "$EXEDIR\${APP}"
!else
    InstallDir "$LOCALAPPDATA\Programs\${APP}"
    InstallDirRegKey HKCU "${KEY}" "InstallDir"
!endif
BrandingText "${APP} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${APP} setup"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "MIT licence"
!ifdef NOTE
    VIAddVersionKey Comments "${NOTE}"
!endif
!ifdef SIGN
    !finalize '${SIGN} "%1"'
    !uninstfinalize '${SIGN} "%1"'
!endif

!ifndef PORTABLE
    Var Library
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDEBAR}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDEBAR}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!ifdef PORTABLE
    !define MUI_WELCOMEPAGE_TEXT "This puts ${APP} and the library that it will make into one folder, for example on a stick.$\r$\n$\r$\n\
Nothing else on this computer is changed. To be rid of it, delete the folder."
!else
    !define MUI_WELCOMEPAGE_TEXT "${APP} reads saved discussions, on this computer and without a connection.$\r$\n$\r$\n\
It is installed for you alone; no administrator is needed. If an older version is there, it is replaced and your library stays as it is."
!endif
!insertmacro MUI_PAGE_WELCOME
!ifndef PORTABLE
    !insertmacro MUI_PAGE_COMPONENTS
!endif
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${APP}"
!insertmacro MUI_PAGE_FINISH
!ifndef PORTABLE
    !define MUI_UNCONFIRMPAGE_TEXT_TOP "${APP} will be removed. Your library stays where it is:$\r$\n$Library"
    !insertmacro MUI_UNPAGE_CONFIRM
    !insertmacro MUI_UNPAGE_INSTFILES
    !define MUI_FINISHPAGE_TITLE "${APP} was removed"
    !define MUI_FINISHPAGE_TEXT "Your library was left where it is:$\r$\n$\r$\n$Library$\r$\n$\r$\n\
A new installation will find it there. If you do not want it any more, delete that folder."
    !define MUI_FINISHPAGE_TEXT_LARGE
    !insertmacro MUI_UNPAGE_FINISH
!endif
!insertmacro MUI_LANGUAGE English

; ---- a program that runs holds its files: half of it replaced would be worse than none ----------------------------------------------

; Whether one of the two launchers runs: Windows lets nobody write to a file that is being executed (renaming it would be allowed).
; The reading children are launchers too.
!macro Refuse_while_open UN
    Function ${UN}RefuseWhileOpen
        look:
        StrCpy $1 ""
        ClearErrors
        ${If} ${FileExists} "$INSTDIR\${WINDOW}"
            FileOpen $0 "$INSTDIR\${WINDOW}" a
            ${If} ${Errors}
                StrCpy $1 "open"
            ${Else}
                FileClose $0
            ${EndIf}
        ${EndIf}
        ClearErrors
        ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
            FileOpen $0 "$INSTDIR\${CONSOLE}" a
            ${If} ${Errors}
                StrCpy $1 "open"
            ${Else}
                FileClose $0
            ${EndIf}
        ${EndIf}
        ${If} $1 == "open"
            MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${APP} is open. Please close it, then choose Retry." /SD IDCANCEL IDRETRY look
            SetErrorLevel ${EXIT_OPEN}
            Quit
        ${EndIf}
    FunctionEnd
!macroend
!insertmacro Refuse_while_open ""
!ifndef PORTABLE
    !insertmacro Refuse_while_open "un."
!endif

; Cancelled or the disk is full: the older version comes back.
Function .onInstFailed
    ${If} ${FileExists} "$INSTDIR\${BEFORE}\*"
        RMDir /r "$INSTDIR\${PROGRAM}"
        Rename "$INSTDIR\${BEFORE}" "$INSTDIR\${PROGRAM}"
    ${EndIf}
FunctionEnd

; ---- file types -----------------------------------------------------------------------------------------------------------------------

; Kinds that only an archiver's reader wants become ours; what they were before is kept for the uninstaller.
!macro Own EXTENSION
    ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
    ${If} $0 != "${PROGID}"
        ${If} $0 != ""
            WriteRegStr HKCU "${KEY}\Before" "${EXTENSION}" $0
        ${EndIf}
        WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" "${PROGID}"
    ${EndIf}
    !insertmacro Offer "${EXTENSION}"
!macroend

!macro Disown EXTENSION
    ReadRegStr $0 HKCU "${CLASSES}\${EXTENSION}" ""
    ${If} $0 == "${PROGID}"
        ReadRegStr $1 HKCU "${KEY}\Before" "${EXTENSION}"
        ${If} $1 == ""
            DeleteRegValue HKCU "${CLASSES}\${EXTENSION}" ""
        ${Else}
            WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" $1
        ${EndIf}
    ${EndIf}
    !insertmacro Withdraw "${EXTENSION}"
!macroend

; Kinds that belong to the browser and the editor are only offered under "Open with".
!macro Offer EXTENSION
    WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}" ""
    WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\SupportedTypes" "${EXTENSION}" ""
    WriteRegStr HKCU "${KEY}\Capabilities\FileAssociations" "${EXTENSION}" "${PROGID}"
!macroend

!macro Withdraw EXTENSION
    DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

!macro Each_own DO
    !insertmacro ${DO} ".mhtml"
    !insertmacro ${DO} ".mht"
    !insertmacro ${DO} ".webarchive"
    !insertmacro ${DO} ".warc"
    !insertmacro ${DO} ".wacz"
    !insertmacro ${DO} ".maff"
!macroend

!macro Each_offered DO
    !insertmacro ${DO} ".html"
    !insertmacro ${DO} ".htm"
    !insertmacro ${DO} ".txt"
!macroend

; Explorer looks at the registry again.
!macro Tell_explorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; ---- installing -----------------------------------------------------------------------------------------------------------------------

Section "${APP}" SEC_PROGRAM
    SectionIn RO
    Call RefuseWhileOpen
    ; Thousands of files: a line for each would cost more time than the files.
    SetDetailsPrint textonly
    DetailPrint "Copying files"
    SetDetailsPrint none
    RMDir /r "$INSTDIR\${BEFORE}"
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}\*"
        ; The whole folder goes, so that no file of the older version is left among the new ones.
        ClearErrors
        Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\${BEFORE}"
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONSTOP "A file in $INSTDIR\${PROGRAM} is in use. Nothing was changed." /SD IDOK
            SetErrorLevel ${EXIT_OPEN}
            Quit
        ${EndIf}
    ${EndIf}
    SetOutPath "$INSTDIR"
    !cd "${PAYLOAD}"
    File /r "${PROGRAM}"
    File "${WINDOW}"
    File "${CONSOLE}"
    File "/oname=LICENSE.txt" "${LICENCE}"
    RMDir /r "$INSTDIR\${BEFORE}"
    SetDetailsPrint both
!ifdef PORTABLE
    FileOpen $0 "$INSTDIR\portable.txt" w
    FileWrite $0 "This file makes ${APP} keep its library in the folder $\"Threadfolio library$\" beside it.$\r$\n"
    FileClose $0
!else
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
    WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "Saved page"
    WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" '"$INSTDIR\${WINDOW}",0'
    WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open" "FriendlyAppName" "${APP}"
    WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\${WINDOW}" -- "%1"'
    WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}" "FriendlyAppName" "${APP}"
    WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" -- "%1"'
    WriteRegStr HKCU "${KEY}\Capabilities" "ApplicationName" "${APP}"
    WriteRegStr HKCU "${KEY}\Capabilities" "ApplicationDescription" "Reads saved discussions as conversations"
    WriteRegStr HKCU "Software\RegisteredApplications" "${APP}" "${KEY}\Capabilities"
    WriteRegStr HKCU "${KEY}" "Types" "no"
    !insertmacro Each_own Disown
    !insertmacro Each_offered Offer
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${APP}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR\${PROGRAM}" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
    !insertmacro Tell_explorer
!endif
SectionEnd

!ifndef PORTABLE
Section "Open saved pages with ${APP}" SEC_TYPES
    WriteRegStr HKCU "${KEY}" "Types" "yes"
    !insertmacro Each_own Own
    !insertmacro Tell_explorer
SectionEnd

LangString ABOUT_PROGRAM ${LANG_ENGLISH} "The program, its entry in the start menu, and a place under $\"Open with$\" for web pages and texts."
LangString ABOUT_TYPES ${LANG_ENGLISH} "A double click on .mhtml, .webarchive, .warc, .wacz or .maff opens ${APP}. Web pages (.html) stay with your browser."
!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${SEC_PROGRAM} $(ABOUT_PROGRAM)
    !insertmacro MUI_DESCRIPTION_TEXT ${SEC_TYPES} $(ABOUT_TYPES)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

!endif

Function .onInit
    ; Qt asks for Windows 10 of 2018 (1809).
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} 17763
    ${OrIfNot} ${RunningX64}
        MessageBox MB_OK|MB_ICONSTOP "${APP} needs Windows 10 (version 1809) or later, 64 bit." /SD IDOK
        SetErrorLevel 3
        Quit
    ${EndIf}
!ifndef PORTABLE
    ; Who did not want the file types the last time is not asked to say so again.
    ReadRegStr $0 HKCU "${KEY}" "Types"
    ${If} $0 == "no"
        !insertmacro UnselectSection ${SEC_TYPES}
    ${EndIf}
!endif
FunctionEnd

!ifndef PORTABLE
; ---- removing -------------------------------------------------------------------------------------------------------------------------

; Where the program looks for the library (reader/paths.py), for the sentences that say it stays.
Function un.onInit
    ReadEnvStr $Library "THREADFOLIO_LIBRARY"
    ${If} $Library == ""
        StrCpy $Library "$LOCALAPPDATA\threadfolio"
    ${EndIf}
FunctionEnd

Section Uninstall
    Call un.RefuseWhileOpen
    SetDetailsPrint textonly
    DetailPrint "Removing files"
    SetDetailsPrint none
    RMDir /r "$INSTDIR\${PROGRAM}"
    RMDir /r "$INSTDIR\${BEFORE}"
    SetDetailsPrint both
    Delete "$INSTDIR\${WINDOW}"
    Delete "$INSTDIR\${CONSOLE}"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${APP}.lnk"
    !insertmacro Each_own Disown
    !insertmacro Each_offered Withdraw
    DeleteRegKey HKCU "${CLASSES}\${PROGID}"
    DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
    DeleteRegValue HKCU "Software\RegisteredApplications" "${APP}"
    DeleteRegKey HKCU "${KEY}"
    DeleteRegKey HKCU "${UNINSTALL}"
    !insertmacro Tell_explorer
SectionEnd
!endif
