using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

internal sealed class MetaAppValidator : AbstractValidator<MetaApp>
{
    public MetaAppValidator()
    {
        RuleFor(app => app.AppSecret).NotEmpty().WithState(_ => new LocalizedText(
            "Enter the app secret (App settings > Basic). Without it every webhook is refused.",
            "Nhập khóa bí mật của ứng dụng (Cài đặt ứng dụng > Cơ bản). Thiếu khóa này, mọi webhook đều bị từ chối."));
        RuleFor(app => app.VerifyToken).NotEmpty().WithState(_ => new LocalizedText(
            "Choose a verify token and enter the same one in the webhook settings at Meta.",
            "Chọn một mã xác minh và nhập đúng mã đó trong phần cài đặt webhook tại Meta."));
        RuleFor(app => app.ApiVersion).Must(IsVersion).WithState(_ => new LocalizedText(
            "The API version looks like v25.0.", "Phiên bản API có dạng v25.0."));
        RuleFor(app => app.ApiBase).Must(IsAddress).WithState(_ => new LocalizedText(
            "Enter an absolute address that starts with https://.", "Nhập địa chỉ đầy đủ, bắt đầu bằng https://."));
        RuleFor(app => app.AuthorizeBase).Must(IsAddress).WithState(_ => new LocalizedText(
            "Enter an absolute address that starts with https://.", "Nhập địa chỉ đầy đủ, bắt đầu bằng https://."));
    }

    // The version becomes a part of the path: nothing but vN.N may enter.
    private static bool IsVersion(string version) =>
        version.StartsWith('v')
        && version[1..].Split('.') is [{ Length: > 0 } major, { Length: > 0 } minor]
        && major.All(char.IsAsciiDigit)
        && minor.All(char.IsAsciiDigit);

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
