//! The last 今日, at once: whoever was here before sees it while the app and its answers are on their way, marked as of
//! when.
//!
//! It is kept as the browser had it on the screen (`public/boot.js`), not as data: so it stands there before the app itself
//! has come, which on a slow phone takes longer than the answers, and it costs the app nothing to show it. It cannot be
//! acted upon (`inert`), so that nothing is done for whoever was here last by whoever is here now.
//!
//! Who is here the app does not know before the worker has said so, and a page cannot see the session's cookie. The last
//! 今日 is shown if the session is likely to be alive and the person's own:
//!
//! - the device knows a staff number, which a sign-out takes away, and it is the one that the 今日 was kept for;
//! - it is no older than a day: what is older says little of today, and sessions end meanwhile;
//! - the same build of the app wrote it, in the same language, or it would not look right.
//!
//! As soon as the worker says that nobody is in, or somebody else, or that the session has ended, it is gone from the page
//! and from the device. So whoever takes a phone whose session has ended since sees it for as long as that answer takes.

use crate::{
    client::{Failure, SessionState},
    text,
};
use dianwu_domain::{LocalTime, session::api::Me};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The worker has said who is in; nobody if it is empty.
    #[wasm_bindgen(catch, js_namespace = last)]
    fn heard(person: &str) -> Result<(), JsValue>;

    /// 今日 is on the screen: it takes the place of the last one, and is the last one from now on.
    #[wasm_bindgen(catch, js_namespace = last)]
    fn here(person: &str, number: &str, short: &str, long: &str) -> Result<(), JsValue>;

    /// It stays, and this is said beside it.
    #[wasm_bindgen(catch, js_namespace = last)]
    fn away(words: &str) -> Result<(), JsValue>;

    /// Something else is on the screen.
    #[wasm_bindgen(catch, js_namespace = last)]
    fn over() -> Result<(), JsValue>;
}

/// How far the app is with its caller has changed.
pub fn follow(standing: &SessionState) {
    // Without the script there is no last 今日.
    let _ = match standing {
        SessionState::Asking => Ok(()),
        SessionState::Failed(failure) => return failed(failure),
        SessionState::SetUp | SessionState::Out => heard(""),
        SessionState::In(me) if me.must_change_password => over(),
        SessionState::In(me) => heard(&me.person_id.to_string()),
    };
}

/// The session has ended under somebody's hands.
pub fn ended() {
    let _ = heard("");
}

/// 今日 did not come. A network that is away is waited for.
pub fn failed(failure: &Failure) {
    let _ = if *failure == Failure::Offline { away(&text::failure(failure)) } else { over() };
}

/// 今日 is there, as of now.
pub fn came(me: &Me, now: LocalTime) {
    let time = now.minute.to_string();
    let long = text::as_of(&format!("{} {time}", text::day_name(now.day)));
    let _ = here(&me.person_id.to_string(), me.number.as_str(), &text::as_of(&time), &long);
}
