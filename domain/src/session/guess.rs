//! What people make passwords of, beside what every form judges by itself ([`super::password`]): words put together,
//! and names as they are typed. Only the worker asks this; phones should not fetch the words.

/// Words that are typed in Pinyin, names of what people use, and where they live. A password of them alone is guessed.
const PIECES: &str = "wo ni ta women nimen ai aini woai xihuan xiang xiangni yao shi hao hen he de bu dou jiu you \
    mama baba laopo laogong laoba laoma baobao baobei erzi nver nuer jia jiaren qinai gege jiejie didi meimei yeye \
    nainai laoshi pengyou haizi tongxue shijie shenghuo mengxiang weilai kaishi mingtian jintian zuotian \
    nihao zaijian xiexie kaixin kuaile shengri xinnian facai gongxi jiayou pingan jiankang xingfu yongyuan \
    zhangda dajia zhuce denglu mima zhanghao yonghu guanli guanliyuan \
    xiaomi huawei oppo vivo honor rongyao meizu lenovo lianxiang tencent tengxun baidu alibaba ali douyin tiktok \
    kuaishou meituan weibo weixin wechat taobao tianmao tmall jingdong pinduoduo alipay zhifubao xianyu haier geli \
    gree meide midea xiaohongshu bilibili wangyi sina xinlang sohu apple iphone samsung sanxing google windows office \
    excel china zhongguo beijing shanghai guangzhou shenzhen hangzhou yiwu suzhou nanjing wuhan chengdu chongqing \
    tianjin xian ningbo wenzhou xiamen fuzhou quanzhou dongguan foshan jinan qingdao zhengzhou changsha hefei \
    guangdong zhejiang jiangsu fujian shandong henan hebei hunan hubei sichuan anhui jiangxi \
    root admin administrator test user guest server system login pass password passwd welcome hello love forever \
    abc abcd qwe qwer asd asdf zxc shop store company gongsi dianpu dianwu kefu yunying cangku wangdian maijia \
    dianshang zaoban wanban shangban xiaban qiantai xiaoshou";

/// Family names as they are typed, by how many bear them.
const FAMILIES: &str = "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song \
    zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu lyu su jiang cai jia ding wei xue \
    ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu \
    hou shao meng long wan duan lei qian yin chang qiao lai gong wen pang tao yi niu geng ge kuang ouyang sima zhuge \
    shangguan situ";

const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w", "",
];
const FINALS: &str = "a o e i u v ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong ua uo uai ui uan un \
    uang ue ve er";

/// Most words of which a password is put together as others would put it together.
const MOST_PIECES: usize = 4;

/// Whether a word in small letters is one that others would try: words of the list put together, or a family name with
/// one or two syllables behind it.
pub fn is_tried(word: &str) -> bool {
    is_put_together(word, MOST_PIECES) || is_name(word)
}

fn is_put_together(word: &str, most: usize) -> bool {
    let rests = || PIECES.split_whitespace().filter_map(|piece| word.strip_prefix(piece));
    most > 0 && rests().any(|rest| rest.is_empty() || is_put_together(rest, most - 1))
}

fn is_name(word: &str) -> bool {
    let given = |rest: &str| !rest.is_empty() && (is_syllable(rest) || is_two_syllables(rest));
    FAMILIES.split_whitespace().filter_map(|family| word.strip_prefix(family)).any(given)
}

fn is_two_syllables(text: &str) -> bool {
    (1..text.len()).filter_map(|at| text.split_at_checked(at)).any(|(one, two)| is_syllable(one) && is_syllable(two))
}

fn is_syllable(text: &str) -> bool {
    let is_final = |rest: &str| FINALS.split_whitespace().any(|known| known == rest);
    // What has no consonant before it is none of i, u and v.
    INITIALS
        .iter()
        .filter_map(|initial| text.strip_prefix(initial).map(|rest| (initial, rest)))
        .any(|(initial, rest)| is_final(rest) && !(initial.is_empty() && rest.starts_with(['i', 'u', 'v'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_put_together_and_names_are_tried_and_others_are_not() {
        for word in [
            "xiaomi",
            "huawei",
            "china",
            "root",
            "woaimama",
            "woxihuanni",
            "nihaoshanghai",
            "taobaokefu",
            "wangyu",
            "zhangwei",
            "lixiaolong",
            "ouyangnana",
            "lvbu",
        ] {
            assert!(is_tried(word), "{word}");
        }
        for word in
            ["", "kettle", "dianwudemo", "abetterpassword", "zaobanwanbanlunliulaishang", "wolkenkuckucksheim", "wang"]
        {
            assert!(!is_tried(word), "{word}");
        }
    }
}
