//! Reading a chosen file in the browser.

use crate::{text, ui::Text};
use dianwu_domain::people::import::MAX_BYTES;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileReader};

/// The file's bytes in Base64, unless it is empty or too large.
///
/// # Errors
/// What is wrong with the file, in words.
pub async fn base64(file: &File) -> Result<String, Text> {
    #[expect(clippy::cast_precision_loss, reason = "two mebibytes are exact")]
    let most = MAX_BYTES as f64;
    if file.size() > most {
        return Err(text::people::import_too_large);
    }
    if file.size() < 1.0 {
        return Err(text::people::import_blank);
    }
    let url = data_url(file).await.map_err(|_| text::people::import_unreadable as Text)?;
    let (_, content) = url.split_once(',').ok_or(text::people::import_unreadable as Text)?;
    Ok(content.to_owned())
}

/// The file as a `data:` address, which the browser writes in Base64.
async fn data_url(file: &File) -> Result<String, JsValue> {
    let reader = FileReader::new()?;
    let done = Promise::new(&mut |resolve, reject| {
        #[expect(clippy::disallowed_methods, reason = "it holds nothing of the page")]
        let load = Closure::once_into_js(move || {
            // Whoever waits hears of it; there is nobody else to tell.
            let _ = resolve.call0(&JsValue::NULL);
        });
        #[expect(clippy::disallowed_methods, reason = "it holds nothing of the page")]
        let fail = Closure::once_into_js(move || {
            let _ = reject.call0(&JsValue::NULL);
        });
        reader.set_onload(Some(load.unchecked_ref()));
        reader.set_onerror(Some(fail.unchecked_ref()));
    });
    reader.read_as_data_url(file)?;
    JsFuture::from(done).await?;
    reader.result()?.as_string().ok_or(JsValue::NULL)
}
