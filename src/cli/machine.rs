//! What the machine has.

use std::fs;
use std::path::Path;

/// The memory where the system does not say how much there is.
const UNKNOWN: u64 = 8 << 30;

/// The memory of the machine, or what a container or job leaves of it, in bytes.
pub fn memory() -> u64 {
    let read = |path: &Path| fs::read_to_string(path).ok();
    let machine = read(Path::new("/proc/meminfo")).and_then(|text| of_meminfo(&text)).unwrap_or(UNKNOWN);
    read(Path::new("/proc/self/cgroup"))
        .and_then(|own| limit_of_groups(&own, read))
        .map_or(machine, |limit| limit.min(machine))
}

/// The most memory that this process has had, in bytes; none where the system does not say.
pub fn peak_memory() -> Option<u64> {
    of_status(&fs::read_to_string("/proc/self/status").ok()?)
}

/// `VmHWM` of `/proc/self/status`.
fn of_status(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

/// `MemTotal` of `/proc/meminfo`.
fn of_meminfo(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

/// The least limit of the control groups that the process is in, of version 1 or 2, each within the one above it.
/// `own` is `/proc/self/cgroup`.
fn limit_of_groups(own: &str, read: impl Fn(&Path) -> Option<String>) -> Option<u64> {
    let mut least: Option<u64> = None;
    for line in own.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(group)) = (parts.next(), parts.next()) else { continue };
        let (root, file) = match controllers {
            "" => ("/sys/fs/cgroup", "memory.max"),
            list if list.split(',').any(|one| one == "memory") => {
                ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let within = Path::new(group.trim_start_matches('/'));
        for group in within.ancestors() {
            // "max" is no limit.
            let limit =
                read(&Path::new(root).join(group).join(file)).and_then(|text| text.trim().parse().ok());
            least = [least, limit].into_iter().flatten().min();
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_the_machine_is_its_total() {
        let text = "MemTotal:       16303100 kB\nMemFree:         1 kB\n";
        assert_eq!(of_meminfo(text), Some(16_303_100 * 1024));
        assert_eq!(of_meminfo("MemFree: 1 kB\n"), None);
        assert_eq!(of_status("Name:\tx\nVmHWM:\t   64000 kB\n"), Some(64_000 * 1024));
        assert_eq!(of_status("Name:\tx\n"), None);
        assert!(memory() > 0);
    }

    #[test]
    fn the_least_limit_of_the_groups_counts() {
        let limit = |own: &str, files: &[(&str, &str)]| {
            let read = |path: &Path| {
                let found = files.iter().find(|(name, _)| Path::new(name) == path);
                found.map(|(_, text)| format!("{text}\n"))
            };
            limit_of_groups(own, read)
        };
        let files = [
            ("/sys/fs/cgroup/a/b/memory.max", "max"),
            ("/sys/fs/cgroup/a/memory.max", "2000"),
            ("/sys/fs/cgroup/memory.max", "3000"),
            ("/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "1000"),
        ];
        assert_eq!(limit("0::/a/b\n", &files), Some(2000));
        assert_eq!(limit("0::/\n", &files), Some(3000));
        assert_eq!(limit("5:cpu:/x\n4:memory:/a\n0::/a/b\n", &files), Some(1000));
        assert_eq!(limit("0::/c\n", &files[..1]), None);
    }
}
