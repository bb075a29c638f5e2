using Hub.Connectors.Abstractions;

namespace Hub.Core.Contacts.Files;

/// <summary>Every way in which a file of contacts can be wrong.</summary>
internal static class ImportTexts
{
    public static LocalizedText TooLarge { get; } = new("The file is larger than 16 MiB.", "Tệp lớn hơn 16 MiB.");

    public static LocalizedText TooManyRows { get; } = new(
        "The file has more than 20,000 rows. Split it.", "Tệp có hơn 20.000 dòng. Hãy chia nhỏ tệp.");

    public static LocalizedText NotUtf8 { get; } = new(
        "The file is not UTF-8. Save it as \"CSV UTF-8\" and try again.", "Tệp không phải UTF-8. Hãy lưu dạng \"CSV UTF-8\" rồi thử lại.");

    public static LocalizedText Empty { get; } = new("The file has no rows.", "Tệp không có dòng nào.");

    public static LocalizedText OpenQuote { get; } = new(
        "A quotation mark is opened here and never closed.", "Dấu ngoặc kép mở ở đây nhưng không đóng.");

    public static LocalizedText FieldTooLong { get; } = new(
        "A field is longer than 10,000 characters.", "Có ô dài hơn 10.000 ký tự.");

    public static LocalizedText TooManyFields { get; } = new("The row has more than 200 fields.", "Dòng có hơn 200 ô.");

    public static LocalizedText NoKeyColumn { get; } = new(
        "The heading needs a column \"phone\" or \"email\".", "Dòng tiêu đề cần có cột \"số điện thoại\" hoặc \"email\".");

    public static LocalizedText UnknownColumn { get; } = new(
        "Nothing has this name: the column is left out.", "Không có trường nào tên này: cột bị bỏ qua.");

    public static LocalizedText SameColumn { get; } = new(
        "An earlier column means the same: this one is left out.", "Đã có cột cùng nghĩa trước đó: cột này bị bỏ qua.");

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

    public static LocalizedText Of(CsvFault fault) => fault switch
    {
        CsvFault.FieldTooLong => FieldTooLong,
        CsvFault.TooManyFields => TooManyFields,
        _ => OpenQuote,
    };
}
