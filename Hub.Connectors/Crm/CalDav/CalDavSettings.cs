using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Crm.CalDav;

/// <summary>Settings of one calendar.</summary>
/// <param name="Calendar">Its path on the server, from slash to slash.</param>
internal sealed record CalDavSettings(string Calendar, string User, string Password)
{
    public static CalDavSettings Of(ConnectorSettings settings) =>
        new(Slashed(settings.Text("calendar") ?? ""), settings.Text("user") ?? "", settings.Text("password") ?? "");

    public override string ToString() => $"CalDavSettings({Calendar})";

    private static string Slashed(string path) => path.EndsWith('/') ? path : path + "/";
}

/// <summary>The path becomes part of addresses: nothing may enter that could lead elsewhere.</summary>
internal sealed class CalDavSettingsValidator : AbstractValidator<CalDavSettings>
{
    private static readonly LocalizedText Path = new(
        "Enter a path that starts with a slash, such as /shop/bookings/, without ? and #.",
        "Nhập đường dẫn bắt đầu bằng dấu gạch chéo, ví dụ /shop/bookings/, không có ? và #.");

    public CalDavSettingsValidator()
    {
        RuleFor(settings => settings.Calendar).Must(IsPath).WithState(_ => Path);
        RuleFor(settings => settings.User).Must(BasicLogin.IsUser).WithState(_ => BasicLogin.NoColon);
    }

    private static bool IsPath(string path) =>
        path.Length > 1 && path[0] == '/' && path[1..^1].Split('/').All(part => part is not ("" or "." or "..") && part.All(IsPlain));

    private static bool IsPlain(char c) => c is > ' ' and not ('?' or '#' or '\\' or (char)0x7F);
}
