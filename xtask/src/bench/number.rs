//! Numbers as people read them.

/// As many digits as mean something, with the thousands apart.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    if value.abs() < 100.0 && value.fract() != 0.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.as_bytes()[index - 1] != b'-' && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let written: Vec<_> =
            [0.0, 4.25, 99.96, 100.2, 999.0, 1000.0, 1_234_567.0, -1000.0, f64::NAN].map(number).into();
        assert_eq!(written, ["0", "4.2", "100.0", "100", "999", "1,000", "1,234,567", "-1,000", "–"]);
    }
}
