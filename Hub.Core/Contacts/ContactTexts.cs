using Hub.Connectors.Abstractions;

namespace Hub.Core.Contacts;

/// <summary>What people read about what they entered.</summary>
internal static class ContactTexts
{
    public static LocalizedText NotAPhone { get; } = new(
        "Enter a phone number, with its country code when it is a foreign one.", "Nhập số điện thoại, kèm mã quốc gia nếu là số nước ngoài.");

    public static LocalizedText NotAnEmail { get; } = new("Enter an e-mail address.", "Nhập địa chỉ email.");

    public static LocalizedText NoSuchAttribute { get; } = new("There is no such attribute.", "Không có thuộc tính này.");

    public static LocalizedText PhoneErased { get; } = new(
        "This phone number is of somebody who was erased. Only a person brings it back, by entering it in the app.",
        "Số điện thoại này thuộc khách đã bị xóa dữ liệu. Chỉ người dùng mới đưa trở lại được, bằng cách tự nhập trong ứng dụng.");

    public static LocalizedText EmailErased { get; } = new(
        "This e-mail address is of somebody who was erased. Only a person brings it back, by entering it in the app.",
        "Email này thuộc khách đã bị xóa dữ liệu. Chỉ người dùng mới đưa trở lại được, bằng cách tự nhập trong ứng dụng.");

    public static LocalizedText TooLong(int most) => new($"Enter at most {most} characters.", $"Nhập tối đa {most} ký tự.");
}
