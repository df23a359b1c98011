//! The words and the look of the checkout page.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ollm_api::TopUpStatus;
use sha2::{Digest, Sha256};

const STYLE: &str = ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}\
    main{max-width:26rem;margin:12vh auto;padding:0 1.5rem}\
    h1{font-size:1.25rem;overflow-wrap:anywhere}\
    .amount{font-size:2.5rem;font-variant-numeric:tabular-nums;margin:.5rem 0 1.5rem}\
    form{display:inline-block;margin-right:.5rem}\
    button{font:inherit;padding:.5rem 1.25rem}";

/// Nothing but the style above, and forms to this server alone.
pub(crate) static CONTENT_SECURITY_POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// What the page shows.
pub(crate) struct Page<'a> {
    pub(crate) team_name: &'a str,
    /// In dollars.
    pub(crate) amount: &'a str,
    pub(crate) status: &'a TopUpStatus,
    /// The secret of the page's address. It is URL-safe.
    pub(crate) token: &'a str,
}

/// The whole page.
pub(crate) fn render(page: &Page<'_>) -> String {
    let team = escape(page.team_name);
    let amount = escape(page.amount);
    let rest = match page.status {
        TopUpStatus::Pending => forms(page.token),
        TopUpStatus::Succeeded => "<p role=\"status\">Paid. You can close this page.</p>".to_owned(),
        TopUpStatus::Failed => {
            "<p role=\"status\">Declined. Nothing was charged. You can close this page.</p>".to_owned()
        }
        _ => "<p role=\"status\">This page has expired. Nothing was charged.</p>".to_owned(),
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Top up {team}</title>\
         <style>{STYLE}</style></head><body><main><h1>Top up {team}</h1>\
         <p class=\"amount\">${amount}</p>{rest}</main></body></html>"
    )
}

fn forms(token: &str) -> String {
    let form = |action, label| {
        format!("<form method=\"post\" action=\"/checkout/{token}/{action}\"><button>{label}</button></form>")
    };
    form("pay", "Pay") + &form("decline", "Decline")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_text() {
        let page = Page {
            team_name: "<img src=x onerror=alert(1)>",
            amount: "5.00",
            status: &TopUpStatus::Pending,
            token: "secret",
        };
        let html = render(&page);
        assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;") && !html.contains("<img"));
        assert!(html.contains("/checkout/secret/pay") && html.contains("/checkout/secret/decline"));
    }

    #[test]
    fn a_settled_page_has_nothing_to_press() {
        for status in [TopUpStatus::Succeeded, TopUpStatus::Failed, TopUpStatus::Expired] {
            assert!(!render(&Page { team_name: "Dev", amount: "5.00", status: &status, token: "t" }).contains("<form"));
        }
    }
}
