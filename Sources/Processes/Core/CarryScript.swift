/// The bash text that makes folder and exported variables outlive a step.
///
/// It reaches bash through `BASH_ENV`, so that the step's own text stays exactly what follows `-c`:
/// line numbers, syntax errors, ERR traps and unbalanced quotes behave as without it. An EXIT trap
/// does the work. A step that sets its own EXIT trap replaces ours; for a text that mentions `trap`,
/// `exit` is therefore also a function, and an epilogue follows the text (see `epilogue`).
enum CarryScript {
    /// Names the step's folder; gone before the step's text runs.
    static let folderVariable = "QUELL_STEP_FOLDER"
    /// Holds the user's own `BASH_ENV` meanwhile.
    static let userStartVariable = "QUELL_STEP_BASH_ENV"
    /// The value of `BASH_ENV`: bash expands it once, so no character of the folder is special.
    static let startFile = "$" + folderVariable + "/prologue.sh"

    /// What bash reads first; the trap and the function silence themselves under `set -x`.
    static func prologue(mentionsTrap: Bool) -> String {
        base + (mentionsTrap ? exitFunction : "") + restore
    }

    /// What follows a text that mentions `trap`, if the text is whole (no open quote or here-document).
    static let epilogue = """

        { __quell_status=$?; __quell_carry; } 2>/dev/null; builtin exit "$__quell_status"
        """

    /// Whether a text may set an EXIT trap of its own.
    static func mentionsTrap(_ script: String) -> Bool { script.contains("trap") }

    private static let base = """
        __quell_folder=$QUELL_STEP_FOLDER
        unset QUELL_STEP_FOLDER
        __quell_carry() {
            { builtin printf '%s\\0' "${PWD-}"; /usr/bin/env -0; builtin printf '.\\0'; } \\
                2>/dev/null >|"$__quell_folder/carry" || :
        }
        trap '{ __quell_carry; } 2>/dev/null' EXIT

        """

    /// In POSIX mode a function cannot have a special builtin's name, and the attempt would end the shell.
    private static let exitFunction = """
        if [[ ! -o posix ]]; then
            exit() {
                { __quell_status=$?; [[ $BASHPID != "$$" ]] || __quell_carry; } 2>/dev/null
                builtin exit "${@-$__quell_status}"
            }
        fi

        """

    private static let restore = """
        if [[ -n ${QUELL_STEP_BASH_ENV+x} ]]; then
            export BASH_ENV=$QUELL_STEP_BASH_ENV
            unset QUELL_STEP_BASH_ENV
            [[ ! -r $BASH_ENV ]] || . "$BASH_ENV"
        else
            unset BASH_ENV
        fi

        """
}
