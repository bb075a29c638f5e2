using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Grants;

/// <summary>Asks the operator for what the vendor gives an app.</summary>
internal static class AppNeeded
{
    private static readonly LocalizedText Missing = new(
        "The operator enters it in connectors.json: without it nobody can be sent to the vendor's page.",
        "Người vận hành cần nhập trong connectors.json: thiếu mục này thì không thể chuyển đến trang của nhà cung cấp.");

    public static IReadOnlyList<SettingProblem> Problems(params (string Key, string? Value)[] settings) =>
        [.. settings.Where(setting => string.IsNullOrWhiteSpace(setting.Value)).Select(setting => new SettingProblem(setting.Key, Missing))];
}
