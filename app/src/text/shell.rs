//! Words of the frame around the pages, and words that many pages share.

use crate::text::texts;

texts! {
    product = "店务", "Dianwu";
    skip = "跳到正文", "Skip to content";
    main_nav = "主导航", "Main";
    today = "今日", "Today";
    as_of(time: &str) = "截至 {time}", "As of {time}";
    month = "班表", "Roster";
    team = "团队", "Team";
    more = "更多", "More";
    mine = "我的", "Me";
    group_mine = "我的", "My work";
    group_manage = "管理", "Manage";
    group_hr = "人事", "People";
    group_system = "系统", "System";
    rostering = "排班", "Rostering";
    people = "人员", "People";
    settings = "设置", "Settings";
    audit = "操作记录", "Audit log";
    back = "返回", "Back";
    close = "关闭", "Close";
    cancel = "取消", "Cancel";
    save = "保存", "Save";
    saving = "正在保存", "Saving";
    saved = "已保存", "Saved";
    edit = "编辑", "Edit";
    undo = "撤销", "Undo";
    retry = "重试", "Try again";
    refreshing = "正在刷新", "Refreshing";
    reload = "重新加载", "Reload";
    load_more = "加载更多", "Load more";
    none = "无", "None";
    copy = "复制", "Copy";
    copied = "已复制", "Copied";
    unsaved_title = "放弃修改？", "Discard your changes?";
    unsaved_text = "刚才填写的内容还没有保存。", "What you entered has not been saved.";
    discard = "放弃修改", "Discard";
    keep_editing = "继续编辑", "Keep editing";
    unsent = "还没保存：", "Not saved yet:";
    sending = "正在保存：", "Saving:";
    offline = "网络已断开，内容可能不是最新的。", "You are offline. What you see may be out of date.";
    app_failed = "应用出错了，请重新加载。已保存的内容不受影响。", "Something broke. Please reload; what was saved is safe.";
    not_found_title = "没有这个页面", "Page not found";
    not_found_text = "地址可能有误，或内容已被移走。", "The address may be wrong, or the page has moved.";
    to_today = "回到今日", "Go to Today";
}
