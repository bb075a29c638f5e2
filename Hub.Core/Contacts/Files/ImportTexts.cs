using Hub.Connectors.Abstractions;

namespace Hub.Core.Contacts.Files;

/// <summary>Every way in which a file of contacts can be wrong.</summary>
internal static class ImportTexts
{
    public static LocalizedText NoKeyColumn { get; } = new(
        "The heading needs a column \"phone\" or \"email\".", "Dòng tiêu đề cần có cột \"số điện thoại\" hoặc \"email\".");

    public static LocalizedText NoKey { get; } = new(
        "The row needs a phone number or an e-mail address.", "Dòng cần có số điện thoại hoặc email.");

    public static LocalizedText NoSuchContact { get; } = new("There is no contact with this id.", "Không có khách hàng với mã này.");

    public static LocalizedText PhoneOfSeveral { get; } = new(
        "Several contacts have this phone number. Merge them first.", "Nhiều khách hàng dùng số điện thoại này. Hãy gộp trước.");

    public static LocalizedText EmailOfSeveral { get; } = new(
        "Several contacts have this e-mail address. Merge them first.", "Nhiều khách hàng dùng email này. Hãy gộp trước.");

    public static LocalizedText PhoneOfOther { get; } = new(
        "Another contact has this phone number.", "Một khách hàng khác đang dùng số điện thoại này.");

    public static LocalizedText EmailOfOther { get; } = new(
        "Another contact has this e-mail address.", "Một khách hàng khác đang dùng email này.");

    public static LocalizedText SpoiltNumber { get; } = new(
        "The spreadsheet has turned the number into 8.4E+10. Format the column as text and export again.",
        "Bảng tính đã đổi số thành dạng 8.4E+10. Hãy định dạng cột là văn bản rồi xuất lại.");
}
