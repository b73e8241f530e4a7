import Crypto
import Foundation
import Glibc
public import IncidentModel
public import SafeText

/// Writes the files that steps offer: first what would change, then, once that was agreed to, the whole
/// file in one move.
public struct FileWriter: Sendable {
    /// The largest present file that is compared and kept, in bytes.
    static let presentLimit = 16 << 20

    private let workingDirectory: String
    private let home: String?
    private let backupFolder: String
    private let redactor: Redactor

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - workingDirectory: Where relative paths start; absolute.
    ///   - home: What `~/` means; nil when it is not known.
    ///   - backupFolder: Where what was there before is kept; made (0700) when needed.
    ///   - redactor: Knows the secrets of this program's environment.
    public init(
        workingDirectory: String, home: String?, backupFolder: String,
        redactor: Redactor = .standard
    ) {
        self.workingDirectory = workingDirectory
        self.home = home
        self.backupFolder = backupFolder
        self.redactor = redactor
    }

    /// Says what writing a file would do; nothing is written.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - runbook: The runbook that offers it.
    ///   - values: What people filled in, by how the runbook writes it, secrets included.
    /// - Returns: The file, to be shown, agreed to and then written.
    /// - Throws: `StepRefusal`: a value to fill in, no certain path, no folder there, something else than
    ///   a file there, a secret that others could read.
    public func prepare(
        _ file: FileID, of runbook: Runbook, values: [DisplayText: String] = [:]
    ) throws(StepRefusal) -> PreparedFile {
        guard let plan = runbook.step(file.step)?.files.first(where: { $0.id == file }),
            let text = runbook.files[file]
        else { throw StepRefusal("step \(file.step.label) offers no such file") }
        let filled = try FilledValues(
            of: plan.placeholders, in: runbook.plan, values: values, line: plan.line)
        let secrets = filled.secrets(lookingLikeOneTo: redactor)
        let place = try FilePlace(
            of: plan.path.string, in: workingDirectory, home: home, limit: Self.presentLimit)
        let mode = try Self.mode(place, holdsSecret: !secrets.isEmpty)
        let bytes = Array(filled.text(text).utf8)
        let preview = FilePreview(
            file: file, path: DisplayText(place.path),
            changes: FileChanges(hiding: secrets, redactor: redactor).lines(
                from: place.present?.bytes, to: bytes),
            replaces: place.present != nil, hash: Self.hash(bytes, holdsSecret: !secrets.isEmpty))
        return PreparedFile(
            preview: preview, isUnchanged: place.present?.bytes == bytes, path: place.path,
            bytes: bytes, present: place.present, mode: mode)
    }

    /// Writes a file as it was shown.
    ///
    /// It is written beside its place under another name, brought to the disk and then moved over what was
    /// there, so that nobody ever sees half of it. The file keeps its permissions and its owner; a new one
    /// gets 0644, or 0600 when it holds a secret.
    ///
    /// - Parameters:
    ///   - prepared: The file as it was prepared.
    ///   - hash: What was agreed to: the preview's.
    /// - Returns: Where what was there before is kept; nil when there was nothing, or it is the same.
    /// - Throws: `StepRefusal`: something else was agreed to, the file changed since, it cannot be written.
    @discardableResult
    public func write(
        _ prepared: PreparedFile, agreedTo hash: String
    ) throws(StepRefusal) -> String? {
        guard hash == prepared.preview.hash else {
            throw StepRefusal("\(prepared.path) is no longer what was shown: ask again")
        }
        let place = try FilePlace(
            of: prepared.path, in: workingDirectory, home: home, limit: Self.presentLimit)
        guard place.path == prepared.path, place.present == prepared.present else {
            throw StepRefusal("\(prepared.path) changed since it was shown: ask again")
        }
        if prepared.isUnchanged { return nil }
        let kept = try keep(prepared)
        try FileReplacement(prepared).perform()
        return kept
    }

    /// Copies what is there into the incident's folder, under a name that its contents give.
    private func keep(_ prepared: PreparedFile) throws(StepRefusal) -> String? {
        guard let present = prepared.present else { return nil }
        let step = prepared.preview.file.step
        let name = prepared.path.split(separator: "/").last ?? ""
        let hash = Self.hexadecimal(SHA256.hash(data: present.bytes)).prefix(12)
        let path = "\(backupFolder)/\(step.runbook.name)-\(step.label)-\(hash)-\(name.suffix(80))"
        do {
            try FileManager.default.createDirectory(
                atPath: backupFolder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StepRefusal(
                "what is there cannot be kept, so nothing was written: \(error.localizedDescription)"
            )
        }
        try FileReplacement(path: path, bytes: present.bytes, mode: 0o600).perform()
        return path
    }

    private static func mode(
        _ place: FilePlace, holdsSecret: Bool
    ) throws(StepRefusal) -> UInt32 {
        guard let present = place.present else { return holdsSecret ? 0o600 : 0o644 }
        if holdsSecret, present.mode & 0o077 != 0 {
            let mode = String(present.mode, radix: 8)
            throw StepRefusal(
                "\(place.path) would hold a secret, and others can read it (mode \(mode)): chmod 600 it first"
            )
        }
        return present.mode
    }

    /// A secret in the file must not be found by guessing it until the hash fits: a number that nobody
    /// keeps is hashed with it.
    private static func hash(_ bytes: [UInt8], holdsSecret: Bool) -> String {
        var hash = SHA256()
        if holdsSecret {
            var generator = SystemRandomNumberGenerator()
            for _ in 0..<4 {
                withUnsafeBytes(of: generator.next()) { hash.update(bufferPointer: $0) }
            }
        }
        hash.update(data: bytes)
        return hexadecimal(hash.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
