/// How a language writes numbers and dollars, with Latin digits.
pub(super) struct Numbers {
    /// Before the decimals.
    pub(super) decimal: &'static str,
    /// Between thousands.
    pub(super) group: &'static str,
    /// From how many digits on there are groups.
    pub(super) grouped_from: usize,
    /// What stands around an amount of dollars.
    pub(super) dollars: (&'static str, &'static str),
    /// What stands around an amount of dollars below zero.
    pub(super) debt: (&'static str, &'static str),
    /// What keeps an amount from being turned over.
    pub(super) isolate: (&'static str, &'static str),
}

impl Numbers {
    /// Whole digits in groups of three.
    pub(super) fn grouped(&self, digits: &str) -> String {
        let mut written = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.char_indices() {
            let to_come = digits.len() - index;
            if index > 0 && to_come.is_multiple_of(3) && digits.len() >= self.grouped_from {
                written.push_str(self.group);
            }
            written.push(digit);
        }
        written
    }

    /// A number that is written `1234.50`.
    pub(super) fn decimal(&self, plain: &str) -> String {
        match plain.split_once('.') {
            Some((whole, decimals)) => format!("{}{}{decimals}", self.grouped(whole), self.decimal),
            None => self.grouped(plain),
        }
    }

    /// A number of dollars that is written already, without its sign.
    pub(super) fn dollars(&self, written: &str, is_debt: bool) -> String {
        let (before, after) = if is_debt { self.debt } else { self.dollars };
        let (open, close) = self.isolate;
        format!("{open}{before}{written}{after}{close}")
    }
}
