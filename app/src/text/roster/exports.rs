//! Words of taking a roster along: exports and calendar feeds.

use crate::text::texts;

texts! {
    export_roster = "导出和打印", "Export and print";
    export_xlsx = "Excel 表格", "Excel workbook";
    export_xlsx_note = "带颜色、合计和班次说明；A4 横向，人多时分页。", "With colours, totals and a legend; A4 landscape, long lists over pages.";
    export_csv = "CSV 文件", "CSV file";
    export_csv_note = "只有文字，方便导入其他系统。", "Text alone, for other systems.";
    print_roster = "打印", "Print";
    print_roster_note = "A4 横向，人多时分页，每页都有日期和班次时间。", "A4 landscape. Long lists go over pages, each with the days and the shifts' hours.";
    export_saved_only = "导出的是已保存的内容，导出会记入操作记录。", "Exports hold what is saved; they are kept in the audit log.";

    feed_title = "日历订阅", "Calendar";
    feed_lead = "把班表放进手机自带的日历，班次有改动会自动更新。", "Put your shifts into your phone's calendar; changes arrive by themselves.";
    feed_since(when: &str) = "订阅地址创建于 {when}。地址只在创建时显示一次。", "The address was made {when}. It is shown only once.";
    feed_create = "创建订阅地址", "Make an address";
    feed_renew = "换一个地址", "New address";
    feed_revoke = "停用", "Stop";
    feed_renew_title = "换一个订阅地址？", "Make a new address?";
    feed_revoke_title = "停用日历订阅？", "Stop the calendar?";
    feed_old_ends = "旧地址会马上失效，用它订阅的日历不再更新。", "The old address ends at once; calendars that follow it stop updating.";
    feed_revoked = "已停用，旧地址打不开了", "Stopped; the old address no longer works";
    feed_address = "你的订阅地址", "Your address";
    copy_address = "复制地址", "Copy";
    copy_feed_by_hand = "浏览器不允许复制，请长按地址自己复制。", "The browser does not allow it; copy the address by hand.";
    feed_subscribe = "在日历中打开", "Open in calendar";
    feed_once = "知道这个地址的人都能看到你的班次，请不要转发。修改或重置密码、离职后，地址会失效。", "Whoever knows this address sees your shifts. Keep it to yourself. It ends when your password is changed or reset, or when you leave.";
    feed_how = "iPhone：点“在日历中打开”。安卓：在日历里选“添加订阅日历”，粘贴地址。", "iPhone: tap “Open in calendar”. Android: add a calendar by address in your calendar app.";
}
