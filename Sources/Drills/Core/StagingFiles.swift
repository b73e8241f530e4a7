/// The files of the demo's sandbox: a small application whose image misses a module.
enum StagingFiles {
    /// One file: its path below the sandbox, its text, and whether it can be run.
    struct File {
        var path: String
        var text: String
        var isExecutable = false
    }

    /// Everything that is laid out before the outage starts.
    static let all: [File] = [
        File(path: ".dockerignore", text: dockerignore),
        File(path: "app/main.py", text: main),
        File(path: "app/middleware/auth_context.py", text: middleware),
        File(path: "app/services/monitoring/__init__.py", text: "\n"),
        File(path: "app/services/monitoring/error_reporter.py", text: reporter),
        File(path: "bin/deploy", text: deploy, isExecutable: true),
        File(path: "bin/stack", text: stack, isExecutable: true),
        File(path: "bin/deploys", text: deploys, isExecutable: true),
    ]

    private static let dockerignore = """
        # Keep the image small
        .git
        **/__pycache__/
        **/tests/
        docs/
        # build optimisation
        **/monitoring/
        *.log

        """

    private static let main = """
        from app.middleware.auth_context import install


        def create():
            install()

        """

    private static let middleware = """
        from app.services.monitoring.error_reporter import set_request_context


        def install():
            set_request_context({})

        """

    private static let reporter = """
        CONTEXT = {}


        def set_request_context(values):
            CONTEXT.update(values)

        """

    /// Copies `app/` into an image as a container build would, honouring `.dockerignore`, then
    /// restarts the service and waits for its health.
    private static let deploy = #"""
        #!/usr/bin/env bash
        # deploy SERVICE [--force-rebuild]: builds an image and starts it
        set -u
        root=$(cd "$(dirname "$0")/.." && pwd)
        service=${1:-}
        if [ "$service" != backend ]; then
            echo "deploy: found service '$service', expected 'backend'" >&2
            exit 2
        fi

        # Exit status 0 when the last pattern that matches the path excludes it.
        excluded() {
            local path=$1 verdict=1 pattern negate
            while IFS= read -r pattern; do
                case $pattern in '' | '#'*) continue ;; esac
                negate=0
                case $pattern in '!'*) negate=1; pattern=${pattern#!} ;; esac
                pattern=${pattern%/}
                case $pattern in
                '**/'*)
                    local tail=${pattern#'**/'}
                    case "/$path/" in */$tail/*) verdict=$negate ;; esac ;;
                *) case "$path/" in $pattern/*) verdict=$negate ;; esac ;;
                esac
            done <"$root/.dockerignore"
            return $verdict
        }

        layers=6
        rm -rf "$root/image.next"
        mkdir -p "$root/image.next"
        for layer in $(seq 1 $layers); do
            echo "building image … layer $layer/$layers"
            sleep 0.4
        done
        copied=0 left=0
        while IFS= read -r file; do
            if excluded "$file"; then
                left=$((left + 1))
                echo "  excluded by .dockerignore: $file"
            else
                mkdir -p "$root/image.next/$(dirname "$file")"
                cp "$root/$file" "$root/image.next/$file"
                copied=$((copied + 1))
            fi
        done < <(cd "$root" && find app -type f | sort)
        echo "image ready: $copied files, $left excluded"
        rm -rf "$root/image"
        mv "$root/image.next" "$root/image"

        echo "starting a new revision of $service"
        : >"$root/run/restart"
        for _ in $(seq 1 60); do
            sleep 0.2
            [ -e "$root/run/restart" ] && continue
            state=$(cat "$root/run/backend" 2>/dev/null)
            case $state in
            ready)
                echo "$service is serving"
                exit 0 ;;
            exit*)
                echo "$service did not start: container ended with $state" >&2
                exit 1 ;;
            esac
        done
        echo "$service did not answer within 12 s" >&2
        exit 1

        """#

    private static let deploys = #"""
        #!/usr/bin/env bash
        # deploys: one line a deployment with its time, revision, author and what changed
        cat "$(dirname "$0")/../logs/deploys.tsv"

        """#

    /// What the platform knows of the newest deployments; the last one left the module out.
    static func deployments(times: (first: String, last: String)) -> File {
        File(
            path: "logs/deploys.tsv",
            text: """
                \(times.first)\tstaging-00743\tbob\tbackend: new price list
                \(times.last)\tstaging-00744\tada\tbackend: smaller image, leave build leftovers out

                """)
    }

    private static let stack = #"""
        #!/usr/bin/env bash
        # stack status: one line a service
        root=$(cd "$(dirname "$0")/.." && pwd)
        for service in backend auth websocket frontend; do
            printf '%-10s %s\n' "$service" "$(cat "$root/run/$service" 2>/dev/null || echo unknown)"
        done

        """#
}
