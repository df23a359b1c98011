use std::net::{Ipv4Addr, Ipv6Addr};

use ollm_api::client::{ServerUrl, ServerUrlError};
use proptest::prelude::*;
use url::{Host, Url};

#[test]
fn the_forms_that_people_type() {
    for (text, url, host) in [
        ("https://api.ollm.com", "https://api.ollm.com", "api.ollm.com"),
        ("  https://api.ollm.com/ \n", "https://api.ollm.com", "api.ollm.com"),
        ("https://api.ollm.com/v1", "https://api.ollm.com", "api.ollm.com"),
        ("https://api.ollm.com/v1/", "https://api.ollm.com", "api.ollm.com"),
        ("HTTPS://API.OLLM.COM:443", "https://api.ollm.com", "api.ollm.com"),
        ("https://example.com:8443/teams/v1", "https://example.com:8443/teams", "example.com:8443"),
        ("http://localhost:4000", "http://localhost:4000", "localhost:4000"),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000", "127.0.0.1:4000"),
        ("http://127.8.9.1", "http://127.8.9.1", "127.8.9.1"),
        ("http://[::1]:4000", "http://[::1]:4000", "[::1]:4000"),
    ] {
        let parsed = ServerUrl::parse(text).unwrap();
        assert_eq!((parsed.as_str(), parsed.host().as_str()), (url, host), "{text:?}");
        assert_eq!(parsed.to_string(), url);
    }
}

#[test]
fn what_is_refused() {
    use ServerUrlError::{Insecure, NotAUrl, UnsupportedParts};
    for (text, expected) in [
        ("", NotAUrl),
        ("api.ollm.com", NotAUrl),
        ("localhost:4000", NotAUrl),
        ("ftp://example.com", NotAUrl),
        ("file:///etc/passwd", NotAUrl),
        ("javascript:alert(1)", NotAUrl),
        ("https://", NotAUrl),
        ("http://api.ollm.com", Insecure),
        ("http://localhost.example.com", Insecure),
        ("http://127.0.0.1.example.com", Insecure),
        ("http://127.0.0.1@example.com", Insecure),
        ("http://10.0.0.1", Insecure),
        ("http://0.0.0.0", Insecure),
        ("http://[::ffff:8.8.8.8]", Insecure),
        ("https://ana@example.com", UnsupportedParts),
        ("https://ana:pw@example.com", UnsupportedParts),
        ("https://:pw@example.com", UnsupportedParts),
        ("https://example.com/?a=1", UnsupportedParts),
        ("https://example.com/#x", UnsupportedParts),
    ] {
        assert_eq!(ServerUrl::parse(text), Err(expected), "{text:?}");
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host().unwrap() {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.octets()[0] == 127,
        Host::Ipv6(address) => address == Ipv6Addr::LOCALHOST,
    }
}

fn hosts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u32>().prop_map(|bits| Ipv4Addr::from(bits).to_string()),
        any::<u32>().prop_map(|bits| format!("{}", bits | 0x7f00_0000)),
        any::<u128>().prop_map(|bits| format!("[{}]", Ipv6Addr::from(bits))),
        "(localhost|127\\.0\\.0\\.1|\\[::1\\])?[.@:a-z0-9-]{0,8}",
        "[a-z0-9-]{1,10}\\.(com|localhost|test)",
    ]
}

proptest! {
    #[test]
    fn plain_http_stays_on_this_machine(host in hosts(), port in prop::option::of(any::<u16>()), path in "[/a-z.]{0,8}") {
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        if let Ok(server) = ServerUrl::parse(&format!("http://{host}{port}/{path}")) {
            prop_assert!(is_this_machine(&Url::parse(server.as_str()).unwrap()), "{}", server);
        }
    }

    #[test]
    fn what_is_accepted_reads_the_same_again(text in "(https?://)?[a-z0-9.:@/?#\\[\\] v-]{0,24}|\\PC*") {
        if let Ok(server) = ServerUrl::parse(&text) {
            prop_assert!(!server.as_str().ends_with('/'));
            prop_assert!(server.as_str().starts_with("https://") || server.is_loopback());
            let url = Url::parse(server.as_str()).unwrap();
            prop_assert!(url.username().is_empty() && url.password().is_none());
            prop_assert!(url.query().is_none() && url.fragment().is_none());
        }
    }
}
