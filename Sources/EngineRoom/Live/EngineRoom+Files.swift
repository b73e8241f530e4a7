import Foundation
import IncidentModel
import Journal
import Runbooks
import SafeText

extension EngineRoom {
    /// Says what writing a file would do.
    func prepareFile(_ file: FileID, _ bench: Bench) {
        let id = file.step.runbook
        guard let runbook = bench.runbooks[id] else {
            return publish(.refused("runbook \(id.name) is not loaded"))
        }
        guard isTrusted(id, bench) else { return publish(.trustNeeded(id, nil)) }
        do {
            let prepared = try writer(for: file, bench).prepare(
                file, of: runbook, values: bench.values.all(id))
            bench.preparedFiles[file] = prepared
            publish(.filePrepared(prepared.preview))
        } catch {
            bench.preparedFiles[file] = nil
            guard error.missing.isEmpty else {
                return publish(.valuesNeeded(file.step, error.missing))
            }
            publish(.refused(error.reason))
        }
    }

    /// Writes a file as it was shown; what was there before is kept in the incident's folder.
    func writeFile(_ file: FileID, agreedTo hash: String, _ bench: Bench) {
        // Another runbook, another version of it or another value forgets what was shown.
        guard let prepared = bench.preparedFiles.removeValue(forKey: file) else {
            return publish(.refused("that file is no longer prepared: ask again"))
        }
        guard isTrusted(file.step.runbook, bench) else {
            return publish(.trustNeeded(file.step.runbook, nil))
        }
        guard bench.recorder?.isRecording == true else {
            return publish(.refused("events are not recorded: write the file by hand"))
        }
        do {
            let kept = try writer(for: file, bench).write(prepared, agreedTo: hash)
            let preview = prepared.preview
            record(
                [.fileWritten(file: file, path: preview.path, hash: preview.hash)],
                by: plan.actor, bench)
            if prepared.isUnchanged {
                publish(.noticed("\(preview.path) was as it should be already"))
            } else if let kept {
                publish(
                    .noticed("\(preview.path) is written; what was there: \(DisplayText(kept))"))
            } else {
                publish(.noticed("\(preview.path) is written"))
            }
        } catch {
            publish(.refused(error.reason))
        }
    }

    private func writer(for file: FileID, _ bench: Bench) -> FileWriter {
        let folder = plan.workingDirectory
        return FileWriter(
            workingDirectory: bench.steps?.folder(before: file.step, startingIn: folder) ?? folder,
            home: plan.stepEnvironment["HOME"] ?? ProcessInfo.processInfo.environment["HOME"],
            backupFolder: plan.folder.path + "/files", redactor: redactor)
    }
}
