/// The lines of the staging outage, and when each is due.
///
/// A minute brings: 6 start-ups that each log a Python traceback ending in ModuleNotFoundError, a
/// RuntimeError and a container exit; 60 load-balancer 503 lines; 4 WebSocket context warnings; 1
/// SERVICE_ID warning; 120 healthy frontend lines.
enum StagingLog {
    /// What one start-up of the backend without its module logs.
    ///
    /// `time` is RFC 3339.
    static func failedStart(time: String) -> String {
        """
        \(time) INFO backend Starting application, revision staging-00744
        \(time) ERROR backend Traceback (most recent call last):
          File "/app/main.py", line 1, in <module>
            from app.middleware.auth_context import install
          File "/app/middleware/auth_context.py", line 1, in <module>
            from app.services.monitoring.error_reporter import set_request_context
        ModuleNotFoundError: No module named 'app.services.monitoring'
        \(time) ERROR backend RuntimeError: Failed to set up middleware with WebSocket exclusion

        """
    }

    /// What the platform logs when the container ends.
    static func containerExit(time: String, status: Int) -> String {
        "\(time) WARNING backend Container called exit(\(status)).\n"
    }

    /// What a start-up logs when everything is there.
    static func goodStart(time: String) -> String {
        """
        \(time) INFO backend Starting application, revision staging-00745
        \(time) INFO backend Application startup complete

        """
    }

    /// The lines of one quarter of a second: `tick` counts quarters from the start of the stack.
    static func traffic(tick: Int, time: String, isBackendUp: Bool, isAuthUp: Bool) -> String {
        var lines = ""
        let noise = (tick &* 2_654_435_761) >> 7 & 0xFFFF
        if tick % 2 == 0 {
            lines += "\(time) INFO frontend GET /assets/app.\(1000 + noise % 9000).js 200"
            lines += " \(3 + noise % 40) ms\n"
        }
        if tick % 4 == 1 {
            lines +=
                isBackendUp
                ? "\(time) INFO lb GET /api/health 200 \(5 + noise % 30) ms\n"
                : "\(time) ERROR lb HTTP 503 upstream backend unavailable,"
                    + " request \(100_000 + noise) after \(1 + noise % 9) ms\n"
        }
        if tick % 60 == 30, !isAuthUp {
            lines +=
                "\(time) WARNING websocket WebSocket context setup blocked,"
                + " connection \(4000 + noise % 900) has no authentication\n"
        }
        if tick % 240 == 90 {
            lines +=
                "\(time) WARNING backend SERVICE_ID contains trailing white space,"
                + " sanitized to 'backend'\n"
        }
        return lines
    }
}
