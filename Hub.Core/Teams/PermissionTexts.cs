using Hub.Connectors.Abstractions;

namespace Hub.Core.Teams;

/// <summary>What each permission lets somebody do, in words.</summary>
public static class PermissionTexts
{
    public static OrderedDictionary<string, LocalizedText> All { get; } = new(StringComparer.Ordinal)
    {
        [Permissions.All] = new("Everything, also what later versions add", "Mọi quyền, kể cả những gì phiên bản sau thêm vào"),
        [Permissions.ConversationsRead] = new("Read conversations, messages and attachments", "Đọc hội thoại, tin nhắn và tệp đính kèm"),
        [Permissions.ConversationsWrite] = new(
            "Assign, label, prioritise, snooze and resolve conversations; write notes",
            "Phân công, gắn nhãn, đặt ưu tiên, tạm hoãn và hoàn tất hội thoại; viết ghi chú"),
        [Permissions.MessagesSend] = new("Answer contacts", "Trả lời khách hàng"),
        [Permissions.ContactsRead] = new("See contacts", "Xem khách hàng"),
        [Permissions.ContactsWrite] = new("Change, create, import and merge contacts", "Sửa, tạo, nhập và gộp khách hàng"),
        [Permissions.ContactsErase] = new("Erase contacts for good, with all that they wrote", "Xóa vĩnh viễn khách hàng cùng mọi nội dung của họ"),
        [Permissions.ContactsExport] = new("Export contacts", "Xuất danh sách khách hàng"),
        [Permissions.OrdersRead] = new("See orders", "Xem đơn hàng"),
        [Permissions.OrdersWrite] = new("Create orders and change their state", "Tạo đơn hàng và đổi trạng thái"),
        [Permissions.ProductsManage] = new(
            "Manage products, order numbers and messages about orders", "Quản lý sản phẩm, mã đơn và tin nhắn về đơn hàng"),
        [Permissions.BookingsRead] = new("See bookings and free times", "Xem lịch hẹn và giờ trống"),
        [Permissions.BookingsWrite] = new("Make, move and cancel bookings", "Tạo, đổi giờ và hủy lịch hẹn"),
        [Permissions.ServicesManage] = new(
            "Manage services, staff, rooms, their hours and reminders", "Quản lý dịch vụ, nhân viên, phòng, giờ làm việc và lời nhắc"),
        [Permissions.LabelsManage] = new(
            "Manage labels, canned replies, shared views and contact attributes",
            "Quản lý nhãn, câu trả lời mẫu, bộ lọc dùng chung và thuộc tính khách hàng"),
        [Permissions.ConnectionsRead] = new("See connectors and connections", "Xem loại kết nối và kết nối"),
        [Permissions.ConnectionsWrite] = new("Connect and change accounts, switch them off and on", "Kết nối, sửa, tắt và bật tài khoản"),
        [Permissions.ConnectionsDisconnect] = new(
            "Disconnect accounts: take their access away and delete their tokens", "Ngắt kết nối tài khoản: thu hồi quyền truy cập và xóa mã"),
        [Permissions.SignalsRead] = new("See which signals left for ad platforms", "Xem tín hiệu đã gửi cho nền tảng quảng cáo"),
        [Permissions.SignalsExport] = new("Export the ledger of signals", "Xuất sổ tín hiệu"),
        [Permissions.KeywordsRead] = new("See keyword lists", "Xem danh sách từ khóa"),
        [Permissions.KeywordsWrite] = new("Import and activate keyword lists", "Nhập và kích hoạt danh sách từ khóa"),
        [Permissions.AutomationRead] = new("See automation: replies, filters, rules and their log", "Xem tự động hóa: trả lời, bộ lọc, quy tắc và nhật ký"),
        [Permissions.AutomationWrite] = new(
            "Change what the hub does by itself", "Sửa những gì hub tự động thực hiện"),
        [Permissions.DeliveriesRead] = new("See what is owed to other systems", "Xem những gì còn phải gửi cho hệ thống khác"),
        [Permissions.DeliveriesReplay] = new("Replay failed deliveries", "Gửi lại những lần gửi bị lỗi"),
        [Permissions.WebhooksRead] = new("See what platforms posted", "Xem dữ liệu các nền tảng đã gửi đến"),
        [Permissions.WebhooksReplay] = new("Apply what platforms posted again", "Xử lý lại dữ liệu các nền tảng đã gửi đến"),
        [Permissions.WebhooksManage] = new("Manage webhooks that tell other systems", "Quản lý webhook gửi đến hệ thống khác"),
        [Permissions.MembersRead] = new("See members, roles and teams", "Xem thành viên, vai trò và nhóm"),
        [Permissions.MembersManage] = new("Invite and disable members, manage roles and teams", "Mời và khóa thành viên, quản lý vai trò và nhóm"),
        [Permissions.AuditRead] = new("See who changed what", "Xem ai đã thay đổi gì"),
        [Permissions.KeysManage] = new("Make and revoke API keys", "Tạo và thu hồi khóa API"),
        [Permissions.Operate] = new(
            "Operate the installation: what belongs to no workspace", "Vận hành hệ thống: những gì không thuộc không gian làm việc nào"),
    };
}
