import IncidentModel

extension DangerRule {
    /// Files, disks and what a shell writes.
    static let files: [DangerRule] = [
        DangerRule(
            "D1", .destroys, "deletes recursively or by force", hints: ["rm"],
            #"\brm\s+(?:[^\n|;&]*\s)?(?:-\w*[rRf]\w*|--(?:recursive|force|no-preserve-root))(?=\s|$|["'])"#
        ),
        DangerRule(
            "D2", .destroys, "erases a disk, file system or volume",
            hints: [
                "mkfs", "wipefs", "disk", "parted", "remove", "shred", "dd", "blkdiscard",
                "cryptsetup",
                "zpool", "zfs", "mdadm", "mkswap",
            ],
            #"\b(?:mkfs(?:\.\w+)?|wipefs|fdisk|sfdisk|parted|sgdisk|lvremove|vgremove|pvremove|shred|blkdiscard|mkswap)\s|\bdd\s[^\n|;]*\bof=(?!/dev/null)|\bcryptsetup\s+(?:luksFormat|erase)|\b(?:zpool|zfs)\s+destroy\b|\bmdadm\s[^\n|;]*--(?:zero-superblock|stop)"#
        ),
        DangerRule(
            "D3", .changes, "deletes files", hints: ["rm", "unlink"],
            #"\#(start)(?:rm|unlink|rmdir)\s+(?!-\S*[rRf])"#
        ),
        DangerRule(
            "D30", .changes, "overwrites a system file", hints: [">", "tee"],
            #"(?<![&\d-])>{1,2}\|?\s*(?:/etc|/var|/boot|/usr|/proc|/sys|/dev/(?!null|stdout|stderr|tty))\S*|\btee\s+(?:-a\s+)?(?:/etc|/proc|/sys|/var|/usr|/boot)\S*"#
        ),
        DangerRule(
            "D31", .changes, "changes permissions of a tree, or the firewall",
            hints: ["ch", "tables", "nft", "ufw", "firewall-cmd"],
            #"\bch(?:mod|own|grp)\s+(?:-\S*R\S*|--recursive)|\b(?:iptables|ip6tables|nft|ufw|firewall-cmd)\s+(?!(?:-t\s+\w+\s+)?(?:-\w*[LS]\b|--list|list|status|--state|--get))\S"#
        ),
        DangerRule(
            "D32", .destroys, "deletes all that a search finds", hints: ["find", "xargs", "fd"],
            #"\bfind\b[^\n]*\s(?:-delete|-(?:exec|ok)(?:dir)?\s+(?:sudo\s+)?(?:\S*/)?(?:rm|shred|unlink))\b|\bxargs\b[^\n]*\b(?:rm|kill|delete|drop|rmi)\b"#
        ),
        DangerRule(
            "D36", .changes, "edits files in place",
            hints: ["sed", "perl", "ruby", "yq", "awk", "dos2unix"],
            #"\b(?:sed|gsed|perl|ruby|yq)\b[^\n|;&]*?\s(?:-\w*i(?=[\s."'=]|$)\S*|--in-?place\S*)|\bg?awk\s[^\n|;&]*-i\s+inplace|\bdos2unix\b"#
        ),
        DangerRule(
            "D37", .changes, "creates, moves or changes files",
            hints: [
                "mv", "cp", "ln", "install", "touch", "mkdir", "chmod", "chown", "chgrp", "rsync",
                "scp",
                "patch", "tee", "tar", "unzip", "truncate", "setfacl", "chattr", "mktemp",
            ],
            #"\#(start)(?:(?:mv|cp|ln|install|touch|mkdir|mkfifo|chmod|chown|chgrp|rsync|scp|patch|unzip|truncate|setfacl|chattr|mktemp)\s|tee\s+(?!/dev/)|tar\s+(?:-?\w*x|--extract|-?\w*c|--create))"#,
            unless: #"\s--(?:dry-run|list-only)(?=\s|$)|\brsync\s+-\w*n"#),
        DangerRule(
            "D46", .destroys, "empties files, or deletes at the far end",
            hints: ["truncate", "rsync", ">"],
            #"\btruncate\s[^\n|;&]*(?:-s|--size)[\s=]*0\b|\brsync\b[^\n|;&]*\s--(?:del|delete|remove-source-files)\S*|>\|?\s*/dev/(?:sd|nvme|vd|xvd|mapper|md)\w*"#,
            unless: #"\s--(?:dry-run|list-only)(?=\s|$)|\brsync\s+-\w*n"#),
        DangerRule(
            "D47", .destroys, "empties a file", hints: [">"],
            #"^(?:(?::|true|cat\s+/dev/null|echo\s+-n(?:\s+(?:""|''))?)\s*)?1?>\|?\s*(?!/dev/|&)[^\s&|]+$"#),
    ]
}
