import Foundation
import Glibc

/// A file in memory that a launcher and its runner share: the order goes one way, carried secrets the
/// other.
///
/// It goes with the two of them, so that a program which attaches later finds no secrets.
final class CarryMemory: Sendable {
    private let file: DescriptorBox

    init(_ descriptor: consuming Descriptor) { file = DescriptorBox(descriptor) }

    /// Takes over what was standard input; nil when that cannot be.
    init?(keeping descriptor: Int32) {
        let kept = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard kept >= 0 else { return nil }
        file = DescriptorBox(Descriptor(kept))
        // The order was read.
        guard ftruncate(kept, 0) == 0 else { return nil }
    }

    /// Leaves what a step carries over; to be called before its end is on record.
    func give(_ secrets: CarriedSecrets) {
        guard let bytes = try? [UInt8](JSONEncoder().encode(secrets)) else { return }
        ftruncate(file.descriptor.number, 0)
        lseek(file.descriptor.number, 0, SEEK_SET)
        try? file.descriptor.write(bytes)
    }

    /// What a step left; to be called after its end is on record.
    func take() -> CarriedSecrets? {
        guard lseek(file.descriptor.number, 0, SEEK_SET) == 0,
            let bytes = try? file.descriptor.readAll()
        else { return nil }
        return try? JSONDecoder().decode(CarriedSecrets.self, from: Data(bytes))
    }
}
