namespace Hub.Core.Commerce.Drafts;

/// <summary>Words of the talk around what is looked for.</summary>
internal static class Talk
{
    /// <summary>What ends a name or a street that stands without a comma behind it.</summary>
    public static readonly Vocabulary Stops = new(
        """
        nhé|nha|nhe|nhen|nghen|nhá|nhaa|ạ|à|a|ak|ah|ơi|shop|sđt|sdt|đt|dt|điện|phone|tel|tên|giao|lấy|ship|gửi|chuyển|cho|gọi|mình|mk|mik|em|e|tui|gặp|người|ng|
        liên|lh|zalo|fb|và|trước|sau|thứ|hôm|dùm|giúp|giùm|hộ|được|đc|dc|mua|đặt|chốt|order|với|luôn|lun|nè|nì|ko|không|k|hk|hok|hem|hông|là|có|còn|hết|phí|bao|
        mất|mấy|nhận|để|thì|mà|rồi|r|cũng|đó|này|kia|vậy|z|hả|dạ|vâng|ok|oki|ở|về|tới|đến|mai|chiều|sáng|tối|trưa|nay|ngày|khoảng|lúc|đây|địa|d|đ|số|so|mã|đơn|
        hàng|tiền|cod|thôi|nữa|qua|trả|sẽ|đang|muốn|cần|gấp|nhanh|gì|nào|ai|sao|bên|chỗ|khách|size|màu|nhờ|của|cảm|tks|cám|nghe|thế|tư|hỏi|xin|bạn|tuần|giờ
        """);

    /// <summary>What may stand in a given name and is a word of the talk as well, when nothing is written with accents.</summary>
    public static readonly Vocabulary InNames = new("thị|minh|mai|thu|hòa|sang|an|anh|la|con|co|sen|hà|ha|thi|sao|tư|tú|dat|đạt|duoc|nhan|nhân|vang|khach|khánh|trà|dung|thế|bạn|tuấn|bến|hạ|hà|số|sơn|sáng|đào|mộc|nguyên");

    public static readonly Vocabulary Titles = new("chị|c|anh|a|em|e|cô|chú|bác|bà|ông|bạn|mẹ|má|ba|dì|cậu|mợ|thím");

    /// <summary>In front of where something goes.</summary>
    public static readonly Vocabulary Towards = new("ở|về|ra|vào|vô|tới|đến|tại|ship|giao|qua|đi|gửi|lên|xuống|tận|từ|đang ở");
}
