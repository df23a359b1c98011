//! Where a team's money went: usage, ledger, receipts, exports, the warning of a low balance.

use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::teams::row;
use crate::wait::{PATIENCE, until};
use crate::window::Window;

async fn chart_is_drawn(window: &Window) {
    // Of a canvas on which nothing is drawn, every byte is 0.
    let drawn = "const canvas = document.querySelector('[role=img] canvas'); \
        return canvas !== null && canvas.width > 0 && canvas.getContext('2d') \
        .getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte !== 0)";
    until("the chart is drawn", PATIENCE, async || (window.script(drawn).await == true).then_some(())).await;
}

/// The rows of the ledger that are shown, by their kind.
async fn kinds(window: &Window) -> Vec<String> {
    let kinds = "return [...document.querySelectorAll('[data-transaction-id]')].map((row) => row.dataset.kind)";
    let kinds = window.script(kinds).await;
    kinds.as_array().unwrap().iter().map(|kind| kind.as_str().unwrap().to_owned()).collect()
}

/// Opens the receipt of the latest top-up.
pub(crate) async fn open_receipt(window: &Window) {
    window.click("radio", "Top-ups").await;
    // Until the filter has its answer, a button can go with its row: who sees no receipt asks again.
    let open = async || {
        if let Some(receipt) = window.all("dialog", Some("Receipt"), None).await.into_iter().next() {
            return Some(receipt);
        }
        let button = window.driver.find(By::Css("[data-kind=top_up] button")).await.ok()?;
        // WebKitWebDriver itself does not scroll what is in a list of its own.
        let arguments = vec![button.to_json().ok()?];
        window.driver.execute("arguments[0].scrollIntoView({ block: 'center' })", arguments).await.ok()?;
        button.click().await.ok()?;
        None
    };
    until("a top-up is listed, with its receipt", PATIENCE, open).await;
    window.get("button", "Print or save as PDF").await;
}

#[tokio::test]
async fn a_person_sees_where_the_money_went() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "billing").await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.click("button", "Research").await;
    window.click("tab", "Billing").await;

    chart_is_drawn(&window).await;
    window.get("table", "Cost by model of Research").await;
    window.click("radio", "90 days").await;
    window.says("status", "in 90 days").await;
    chart_is_drawn(&window).await;
    window.picture("1-usage").await;
    window.click("button", "Show as table").await;
    let days = window.get("table", "Cost per day of Research").await;
    let rows = days.find_all(By::Css("tbody tr")).await.unwrap();
    assert_eq!(rows.len(), 90);

    until("the ledger is there", PATIENCE, async || (!kinds(&window).await.is_empty()).then_some(())).await;
    assert!(kinds(&window).await.contains(&"usage".to_owned()));
    window.click("radio", "Top-ups").await;
    let of_top_ups = async || {
        let kinds = kinds(&window).await;
        (!kinds.is_empty() && kinds.iter().all(|kind| kind == "top_up")).then_some(kinds.len())
    };
    let top_ups = until("only top-ups are shown", PATIENCE, of_top_ups).await;
    window.picture("2-top-ups").await;

    window.click("button", "Export the transactions of Research").await;
    window.click("menuitem", "As CSV").await;
    window.says_somewhere("Saved as").await;
    let text = window.text().await;
    let path = text.split("Saved as ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let path = path.trim_end_matches('.');
    let content = std::fs::read_to_string(path).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(content.lines().count(), top_ups + 1, "a heading, and what the filter finds: {content}");

    open_receipt(&window).await;
    window.picture("3-receipt").await;
    window.click("button", "Close").await;
    window.gone("dialog", "Receipt").await;

    window.fill("textbox", "Warn below", "much").await;
    window.press(Key::Enter).await;
    window.alert("threshold_not_a_number").await;
    window.fill("textbox", "Warn below", "1,000,000").await;
    window.press(Key::Enter).await;
    window.says("status", "warns below $1,000,000.00").await;
    let is_low = async || row(&window, "Research").await.text().await.ok()?.contains("low").then_some(());
    until("the row says that the balance is low", PATIENCE, is_low).await;
    window.picture("4-low").await;
    window.close().await;
}

/// Whether the chart's lines have the colour that lines have now everywhere.
async fn chart_has_the_colours_of_now(window: &Window) {
    let script = "const canvas = document.querySelector('[role=img] canvas');
        if (!canvas?.width) return false;
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'var(--line)';
        const line = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
        probe.remove();
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4)
            if (data[at + 3] > 60 && line.every((value, n) => Math.abs(value - data[at + n]) < 5)) return true;
        return false";
    until("the chart has the colours of now", PATIENCE, async || (window.script(script).await == true).then_some(()))
        .await;
}

#[tokio::test]
async fn the_chart_is_readable_in_every_appearance_that_is_chosen_while_it_is_open() {
    let data = tempfile::tempdir().expect("a folder");
    let driver = Driver::start(data.path(), None).await;
    let window = Window::open(&driver.url, "chart-colours").await;
    window.click("checkbox", "With sample data").await;
    window.click("button", "Start a local workspace").await;
    window.click("button", "Research").await;
    window.click("tab", "Billing").await;
    chart_is_drawn(&window).await;
    chart_has_the_colours_of_now(&window).await;
    let appearances = ["Dark", "High contrast", "Light", "High contrast", "Dark", "Light"];
    for (n, appearance) in appearances.into_iter().enumerate() {
        window.click("button", "Settings").await;
        window.click("radio", appearance).await;
        window.click("button", "Teams").await;
        chart_has_the_colours_of_now(&window).await;
        window.picture(&format!("{n}-{}", appearance.to_lowercase().replace(' ', "-"))).await;
    }
    window.close().await;
}
