//! The figures as a table, on a terminal and in Markdown alike.

use comfy_table::{CellAlignment, Table, presets};

use super::figure::Figure;
use super::number::number;

const COLUMNS: [&str; 8] = ["figure", "value", "unit", "lowest to highest", "baseline", "ratio", "goal", "holds"];

/// The columns of numbers.
const RIGHT: [usize; 4] = [1, 3, 4, 5];

pub(crate) fn table(figures: &[Figure]) -> String {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(COLUMNS);
    for column in RIGHT {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for figure in figures {
        let range = format!("{} to {}", number(figure.lowest), number(figure.highest));
        let baseline = figure.baseline.as_ref().map(|baseline| format!("{} ({})", number(baseline.value), baseline.of));
        table.add_row([
            figure.name.clone(),
            number(figure.value),
            figure.unit.to_owned(),
            if figure.lowest < figure.highest { range } else { String::new() },
            baseline.unwrap_or_default(),
            figure.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            figure.goal.map(|goal| goal.to_string()).unwrap_or_default(),
            verdict(figure),
        ]);
    }
    table.to_string()
}

/// Whether the goal is reached, and by how much it is missed.
fn verdict(figure: &Figure) -> String {
    match (figure.holds(), figure.over_goal()) {
        (Some(true), _) => "yes".to_owned(),
        (Some(false), Some(over)) if over.is_finite() => format!("no, {:.0} % over", ((over - 1.0) * 100.0).ceil()),
        (Some(false), _) => "not measured".to_owned(),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::figure::Goal;
    use super::*;

    #[test]
    fn a_missed_goal_says_by_how_much() {
        let size = |bytes: f64| verdict(&Figure::of_runs("bundle", "B", &[bytes]).meant_to_be(Goal::AtMost(1000.0)));
        assert_eq!(size(1000.0), "yes");
        assert_eq!(size(1001.0), "no, 1 % over");
        assert_eq!(size(1500.0), "no, 50 % over");
        assert_eq!(verdict(&Figure::of_runs("bundle", "B", &[]).meant_to_be(Goal::AtMost(1.0))), "not measured");
        assert_eq!(verdict(&Figure::of_runs("bundle", "B", &[1.0])), "");
    }

    #[test]
    fn the_table_is_markdown() {
        let start = Figure::of_runs("start", "ms", &[300.0, 310.0, 1500.0])
            .against("a blank window", &[200.0])
            .meant_to_be(Goal::TimesBaseline(1.5));
        let expected = "\
| figure | value | unit | lowest to highest |             baseline | ratio | goal             | holds        |
|--------|-------|------|-------------------|----------------------|-------|------------------|--------------|
| start  |   310 | ms   |      300 to 1,500 | 200 (a blank window) |  1.55 | ≤ 1.5 × baseline | no, 4 % over |";
        assert_eq!(table(&[start]), expected);
    }
}
