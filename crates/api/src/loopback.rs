use url::{Host, Url};

/// Whether an address is on this machine: 127.0.0.0/8, ::1 and `localhost`. Other names may resolve to this machine
/// today and to another one tomorrow.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
