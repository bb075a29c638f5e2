using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>What a manifest must say before the connector's code may load.</summary>
internal sealed class ManifestValidator : AbstractValidator<ConnectorManifest>
{
    private const int IdLength = 64;

    public ManifestValidator()
    {
        RuleFor(manifest => manifest.Id).Must(IsId)
            .Says("Use lower-case letters, digits and dashes.", "Chỉ dùng chữ thường, chữ số và dấu gạch ngang.");
        RuleFor(manifest => manifest.Version).Must(IsVersion)
            .Says("Use a semantic version such as 1.0.0.", "Dùng phiên bản dạng 1.0.0.");
        RuleFor(manifest => manifest.Contract).Must(text => ContractFit.Parse(text) is not null)
            .Says("Name the contract version as major.minor, such as 1.0.", "Ghi phiên bản hợp đồng dạng major.minor, ví dụ 1.0.");
        RuleFor(manifest => manifest.EntryType).NotEmpty()
            .Says("Name the class that implements IConnector.", "Ghi tên lớp cài đặt IConnector.");
        RuleFor(manifest => manifest.Kinds).NotEmpty()
            .Says("Name at least one kind: channel, crm, ads.", "Ghi ít nhất một loại: channel, crm, ads.");
        RuleFor(manifest => manifest.Name).Must(IsFull).Says("Give a name in en and vi.", "Đặt tên bằng cả en và vi.");
        RuleForEach(manifest => manifest.Hosts).Must(IsHost)
            .Says("List host names such as api.example.com or *.example.com.", "Liệt kê tên máy chủ như api.example.com hoặc *.example.com.");
        RuleForEach(manifest => manifest.Permissions).Must(permission => permission is { Scope.Length: > 0 } && IsFull(permission.Purpose))
            .Says("Each permission needs a scope and a purpose in en and vi.", "Mỗi quyền cần scope và mục đích bằng cả en và vi.");
        RuleForEach(manifest => manifest.Leaves).Must(leaving => leaving is { Field.Length: > 0 } && IsFull(leaving.Why))
            .Says("Each field that leaves needs a why in en and vi.", "Mỗi trường gửi ra ngoài cần lý do bằng cả en và vi.");
        RuleFor(manifest => manifest.Entities).Must(entities => entities.All(pair => pair.Value is { Key.Length: > 0, Batch: >= 1 }))
            .Says("Each entity needs a key and a batch of at least 1.", "Mỗi thực thể cần key và batch ít nhất là 1.");
        RuleFor(manifest => manifest.Limits).SetValidator(new LimitsValidator());
        RuleFor(manifest => manifest.Settings.App).Must(HaveOwnKeys).Says("A key stands twice.", "Một khóa xuất hiện hai lần.");
        RuleFor(manifest => manifest.Settings.Connection).Must(HaveOwnKeys).Says("A key stands twice.", "Một khóa xuất hiện hai lần.");
        RuleForEach(manifest => manifest.Settings.App).SetValidator(new SettingFieldValidator());
        RuleForEach(manifest => manifest.Settings.Connection).SetValidator(new SettingFieldValidator());
    }

    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= IdLength } && id[0] != '-' && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsFull(LocalizedText? text) => text is { En.Length: > 0, Vi.Length: > 0 };

    private static bool IsVersion(string version) =>
        version.Split('-', '+')[0].Split('.') is { Length: 3 } parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));

    // A lone star would let the connector's code reach any host there is.
    private static bool IsHost(string? host) =>
        host is not null
        && host.Contains('.')
        && Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) != UriHostNameType.Unknown;

    private static bool HaveOwnKeys(IReadOnlyList<SettingField> fields) =>
        fields.Select(field => field?.Key).Distinct(StringComparer.Ordinal).Count() == fields.Count;
}
