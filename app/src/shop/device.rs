//! What a browser calls itself, in words that its owner knows it by.

/// The program, where it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// 微信
    WeChat,
    /// 企业微信
    WeCom,
    /// 钉钉
    DingTalk,
    /// 飞书
    Feishu,
    /// One that has the same name in every language.
    Named(&'static str),
    /// Cannot be told.
    Unknown,
}

/// A device by its browser's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// The program.
    pub browser: Browser,
    /// The system; empty when it cannot be told.
    pub system: &'static str,
    /// It is held in a hand.
    pub is_handheld: bool,
}

/// Marks of programs, the telling ones first: browsers name those that they are like.
const BROWSERS: &[(&str, Browser)] = &[
    ("wxwork/", Browser::WeCom),
    ("MicroMessenger/", Browser::WeChat),
    ("DingTalk", Browser::DingTalk),
    ("Lark/", Browser::Feishu),
    ("Feishu", Browser::Feishu),
    ("EdgA/", Browser::Named("Edge")),
    ("EdgiOS/", Browser::Named("Edge")),
    ("Edg/", Browser::Named("Edge")),
    ("QQ/", Browser::Named("QQ")),
    ("QQBrowser/", Browser::Named("QQBrowser")),
    ("UCBrowser/", Browser::Named("UC")),
    ("HuaweiBrowser/", Browser::Named("HuaweiBrowser")),
    ("MiuiBrowser/", Browser::Named("Mi Browser")),
    ("HeyTapBrowser/", Browser::Named("HeyTap")),
    ("VivoBrowser/", Browser::Named("vivo")),
    ("SamsungBrowser/", Browser::Named("Samsung Internet")),
    ("OPR/", Browser::Named("Opera")),
    ("FxiOS/", Browser::Named("Firefox")),
    ("Firefox/", Browser::Named("Firefox")),
    ("CriOS/", Browser::Named("Chrome")),
    ("Chrome/", Browser::Named("Chrome")),
    ("Safari/", Browser::Named("Safari")),
];

/// Marks of systems, and whether they are held in a hand; Android and HarmonyOS call themselves Linux besides.
const SYSTEMS: &[(&str, &str, bool)] = &[
    ("HarmonyOS", "HarmonyOS", true),
    ("OpenHarmony", "HarmonyOS", true),
    ("Android", "Android", true),
    ("iPhone", "iPhone", true),
    ("iPad", "iPad", true),
    ("Windows", "Windows", false),
    ("Macintosh", "macOS", false),
    ("CrOS", "ChromeOS", false),
    ("Linux", "Linux", false),
];

/// Reads a browser's user agent.
pub fn device(user_agent: &str) -> Device {
    let browser = BROWSERS.iter().find(|(mark, _)| user_agent.contains(mark));
    let system = SYSTEMS.iter().find(|(mark, ..)| user_agent.contains(mark));
    Device {
        browser: browser.map_or(Browser::Unknown, |(_, browser)| *browser),
        system: system.map_or("", |(_, name, _)| name),
        is_handheld: system.is_some_and(|(.., is_handheld)| *is_handheld),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0";

    #[test]
    fn browsers_are_known_by_what_tells_them_apart() {
        let apple = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        let android = "Mozilla/5.0 (Linux; Android 15; PJZ110)";
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
        for (user_agent, browser, system, is_handheld) in [
            (
                format!("{android} {CHROME} MMWEBID/1 MicroMessenger/8.0.60 NetType/WIFI"),
                Browser::WeChat,
                "Android",
                true,
            ),
            (format!("{android} {CHROME} wxwork/4.1 MicroMessenger/7.0.1"), Browser::WeCom, "Android", true),
            (format!("{iphone} {apple} Mobile/15E148 AliApp(DingTalk/7.6.50)"), Browser::DingTalk, "iPhone", true),
            (format!("{iphone} {apple} Version/18.5 Mobile Safari/604.1"), Browser::Named("Safari"), "iPhone", true),
            (format!("{windows} {CHROME} Safari/537.36 Edg/138.0"), Browser::Named("Edge"), "Windows", false),
            (format!("{windows} {CHROME} Safari/537.36"), Browser::Named("Chrome"), "Windows", false),
            (format!("{mac} Gecko/20100101 Firefox/140.0"), Browser::Named("Firefox"), "macOS", false),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) Chrome/114 ArkWeb".into(),
                Browser::Named("Chrome"),
                "HarmonyOS",
                true,
            ),
            ("curl/8.9".into(), Browser::Unknown, "", false),
            (String::new(), Browser::Unknown, "", false),
        ] {
            assert_eq!(device(&user_agent), Device { browser, system, is_handheld }, "{user_agent}");
        }
    }
}
