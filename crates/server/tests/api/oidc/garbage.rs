//! Whatever comes instead of a token is refused: never an answer, never a panic, never the server's own fault.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reqwest::header::HeaderValue;

use super::World;
use super::signing_key::encode;
use crate::harness::send;

/// What stands in for a part of a token.
fn part() -> impl Strategy<Value = String> {
    let json = prop_oneof![
        "[\\{\\[\"a-z0-9:,\\]\\}]{0,40}",
        Just(r#"{"alg":"EdDSA","typ":"at+jwt","kid":"ed"}"#.to_owned()),
        Just(r#"{"alg":"none","typ":"JWT","kid":"ed"}"#.to_owned()),
        Just(format!("{}{}", "[".repeat(2000), "]".repeat(2000))),
        Just(r#"{"exp":1e308,"aud":[],"iss":null}"#.to_owned()),
    ];
    prop_oneof!["[ -~]{0,60}", "[A-Za-z0-9_-]{0,200}", json.prop_map(encode)]
}

/// Where a good token is damaged, and by what.
fn damage() -> impl Strategy<Value = (prop::sample::Index, u8)> {
    (any::<prop::sample::Index>(), b'!'..=b'~')
}

#[test]
fn nothing_but_a_token_counts() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new());
    let token = world.token();
    // The keys are held from here on.
    runtime.block_on(world.ask(&token)).ok();
    let refused = |credentials: &[u8]| {
        let Ok(value) = HeaderValue::from_bytes(&[b"Bearer ", credentials].concat()) else { return Ok(()) };
        let request = world.server.nobody().request(reqwest::Method::GET, "/v1/me").header("Authorization", value);
        let answer = runtime.block_on(send(request));
        prop_assert_eq!(answer.status, 401, "{:?}", answer);
        Ok(())
    };
    let mut runner = TestRunner::default();
    runner.run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| refused(&bytes)).unwrap();
    runner.run(&prop::collection::vec(part(), 1..5), |parts| refused(parts.join(".").as_bytes())).unwrap();
    let damaged = |(index, byte): (prop::sample::Index, u8)| {
        let mut bytes = token.clone().into_bytes();
        let at = index.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        refused(&bytes)
    };
    runner.run(&damage(), damaged).unwrap();
    runtime.block_on(world.ask(&token)).ok();
    assert_eq!(world.issuer.fetches(), 1);
}
