//! The organisation of the rules (《淘宝运营管理制度》): 运营总监 → 店长 → 运营推广, 客服组, 仓储, 美工, 行政人事, with
//! everybody's name, position and usual week. Larger shops have the same thirty people and more of the same kinds.

use dianwu_domain::Role;
use strum::VariantArray;

/// The shop's name, which also names the root department.
pub const SHOP: &str = "青禾衣铺";

/// A department, by its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Team {
    /// The whole shop: 运营总监 and 店长.
    Shop,
    /// 运营推广
    Operations,
    /// 客服组: one roster holds 售前, 售后 and 投诉处理.
    Service,
    /// 仓储
    Warehouse,
    /// 美工
    Design,
    /// 行政人事
    Office,
}

impl Team {
    /// Every department, the root first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shop => SHOP,
            Self::Operations => "运营推广",
            Self::Service => "客服组",
            Self::Warehouse => "仓储",
            Self::Design => "美工",
            Self::Office => "行政人事",
        }
    }

    /// What its staff numbers begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Shop => "MG",
            Self::Operations => "OP",
            Self::Service => "CS",
            Self::Warehouse => "WH",
            Self::Design => "DS",
            Self::Office => "HR",
        }
    }

    /// The staff number of who makes its roster.
    pub const fn manager(self) -> &'static str {
        match self {
            Self::Service => "CS01",
            Self::Warehouse => "WH01",
            Self::Design => "DS01",
            Self::Shop | Self::Operations | Self::Office => "MG02",
        }
    }
}

/// How somebody usually works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    /// 行政班 from Monday to Friday.
    Office,
    /// 早班 from Monday to Friday.
    Weekdays,
    /// 早早晚晚休休
    Rotation,
    /// 早班, five days on and two off, each person's on other days.
    Staggered,
}

/// A person's place in the shop.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    /// 工号
    pub number: &'static str,
    /// 姓名
    pub name: &'static str,
    /// 部门
    pub team: Team,
    /// 岗位
    pub position: &'static str,
    /// How they usually work.
    pub week: Week,
    /// What they were granted. A manager manages their own department.
    pub role: Option<Role>,
}

/// Who is pregnant.
pub const PROTECTED: &str = "CS04";
/// Who left in the month before the current one.
pub const LEFT: &str = "CS11";
/// Who has just begun, and must change the initial password.
pub const NEWCOMER: &str = "CS12";
/// Who streams in the afternoon and again in the evening, two days a week.
pub const STREAMERS: [&str; 2] = ["OP03", "OP04"];
/// Who was in 客服组 before.
pub const MOVER: &str = "OP03";
/// Who had left and came back.
pub const RETURNER: &str = "WH06";
/// Whose last day is next week.
pub const LEAVER: &str = "OP02";

const fn seat(number: &'static str, name: &'static str, team: Team, position: &'static str, week: Week) -> Seat {
    Seat { number, name, team, position, week, role: None }
}

impl Seat {
    const fn with(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
}

/// The thirty people of the demo shop.
pub const SEATS: [Seat; 30] = {
    use Team::{Design, Office as HumanResources, Operations, Service, Shop, Warehouse};
    use Week::{Office, Rotation, Staggered, Weekdays};
    [
        seat("MG01", "周启明", Shop, "运营总监", Office).with(Role::Manager),
        seat("MG02", "林晓芸", Shop, "店长", Office).with(Role::Manager),
        seat("OP01", "陈思远", Operations, "运营专员", Office),
        seat("OP02", "何雨桐", Operations, "运营专员", Office),
        seat("OP03", "吴子昂", Operations, "推广专员", Office),
        seat("OP04", "郑佳宁", Operations, "推广专员", Office),
        seat("CS01", "王芳", Service, "客服主管", Weekdays).with(Role::Manager),
        seat("CS02", "李婷", Service, "售前客服", Rotation),
        seat("CS03", "张雅琪", Service, "售前客服", Rotation),
        seat("CS04", "刘静怡", Service, "售前客服", Rotation),
        seat("CS05", "赵鹏", Service, "售前客服", Rotation),
        seat("CS06", "黄诗涵", Service, "售前客服", Rotation),
        seat("CS07", "孙浩然", Service, "售前客服", Rotation),
        seat("CS08", "马丽娜", Service, "售后客服", Rotation),
        seat("CS09", "朱文博", Service, "售后客服", Rotation),
        seat("CS10", "胡敏", Service, "投诉处理", Staggered),
        seat("CS11", "郭晓东", Service, "售前客服", Rotation),
        seat("CS12", "杨欣怡", Service, "售前客服", Rotation),
        seat("WH01", "高建国", Warehouse, "仓储主管", Weekdays).with(Role::Manager),
        seat("WH02", "罗志强", Warehouse, "仓储专员", Staggered),
        seat("WH03", "梁海峰", Warehouse, "仓储专员", Staggered),
        seat("WH04", "韩秀英", Warehouse, "仓储专员", Staggered),
        seat("WH05", "冯大勇", Warehouse, "仓储专员", Staggered),
        seat("WH06", "董小燕", Warehouse, "仓储专员", Staggered),
        seat("DS01", "唐婉清", Design, "美工主管", Office).with(Role::Manager),
        seat("DS02", "许嘉木", Design, "美工专员", Office),
        seat("DS03", "宋语彤", Design, "美工专员", Office),
        seat("DS04", "邓凯", Design, "摄影", Office),
        seat("HR01", "谢慧敏", HumanResources, "人事主管", Office).with(Role::Hr),
        seat("HR02", "曹宇航", HumanResources, "系统管理员", Office).with(Role::Administrator),
    ]
};

/// Kinds of people that a larger shop has more of, with how many of a hundred, once 客服组 is full.
pub const MORE: [(Team, &str, Week, usize); 5] = [
    (Team::Warehouse, "仓储专员", Week::Staggered, 50),
    (Team::Operations, "运营专员", Week::Office, 15),
    (Team::Operations, "推广专员", Week::Office, 10),
    (Team::Design, "美工专员", Week::Office, 20),
    (Team::Office, "行政专员", Week::Office, 5),
];

/// Kinds of people that 客服组 has more of, with how many of a hundred.
pub const MORE_SERVICE: [(Team, &str, Week, usize); 3] = [
    (Team::Service, "售前客服", Week::Rotation, 65),
    (Team::Service, "售后客服", Week::Rotation, 25),
    (Team::Service, "投诉处理", Week::Staggered, 10),
];

/// The most people that 客服组 grows to: the month that the roster's editor is measured with.
pub const SERVICE_FULL: usize = 200;

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
    "彭", "吕",
];

const GIVEN: [&str; 51] = [
    "欣怡", "浩宇", "子涵", "雨萱", "俊杰", "婷婷", "志伟", "丽娟", "建华", "晓梅", "文静", "思琪", "嘉豪", "佳怡",
    "雪莹", "海燕", "国强", "玉兰", "梓萱", "明轩", "静", "磊", "敏", "涛", "丹", "倩", "超", "慧", "勇", "娜", "梦瑶",
    "天佑", "若曦", "一鸣", "可欣", "宇轩", "诗琪", "家伟", "秀兰", "春梅", "立新", "文杰", "晓彤", "安琪", "书瑶",
    "景行", "知远", "云舒", "清扬", "听雨", "望舒",
];

/// The name of the person after the first thirty at this place; no two have the same before 2040.
pub fn further_name(place: usize) -> String {
    // 40 and 51 have no common divisor, so every pair comes once before the first one comes again.
    format!("{}{}", SURNAMES[place % SURNAMES.len()], GIVEN[place % GIVEN.len()])
}
