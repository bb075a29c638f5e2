using Hub.Connectors.Abstractions;

namespace Hub.Core.Csv;

/// <summary>Every way in which a file of rows can be wrong, whatever its rows are.</summary>
internal static class CsvTexts
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

    public static LocalizedText UnknownColumn { get; } = new(
        "Nothing has this name: the column is left out.", "Không có trường nào tên này: cột bị bỏ qua.");

    public static LocalizedText SameColumn { get; } = new(
        "An earlier column means the same: this one is left out.", "Đã có cột cùng nghĩa trước đó: cột này bị bỏ qua.");

    public static LocalizedText Of(CsvFault fault) => fault switch
    {
        CsvFault.FieldTooLong => FieldTooLong,
        CsvFault.TooManyFields => TooManyFields,
        _ => OpenQuote,
    };
}
