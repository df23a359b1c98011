//! Checksums of records, which tell a changed byte from what was written.

use super::fault::Fault;

/// Between fields. It stands in no UTF-8 text.
const SEPARATOR: [u8; 1] = [0xff];

/// The CRC-32 of some fields, which can not run into each other.
pub(super) fn checksum(fields: &[&str]) -> i64 {
    let mut hasher = crc32fast::Hasher::new();
    for field in fields {
        hasher.update(field.as_bytes());
        hasher.update(&SEPARATOR);
    }
    i64::from(hasher.finalize())
}

/// Whether the fields are what was written.
pub(super) fn check(what: &str, fields: &[&str], expected: i64) -> Result<(), Fault> {
    if checksum(fields) == expected {
        Ok(())
    } else {
        Err(Fault::damaged(format_args!("the checksum of {what} is wrong")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_do_not_run_into_each_other() {
        assert_ne!(checksum(&["ab", "c"]), checksum(&["a", "bc"]));
        assert_ne!(checksum(&["a", ""]), checksum(&["a"]));
        assert!(check("it", &["a"], checksum(&["a"])).is_ok());
        assert!(check("it", &["a"], checksum(&["b"])).is_err());
    }
}
