using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Carries a validator's message in both languages; FluentValidation itself knows one.</summary>
internal static class SettingRules
{
    public static IRuleBuilderOptions<T, TProperty> Because<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string en, string vi) =>
        rule.WithMessage(en).WithState(_ => new LocalizedText(en, vi));

    public static IReadOnlyList<SettingProblem> Problems(ValidationResult result) =>
        [.. result.Errors.Select(error => new SettingProblem(
            JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName),
            error.CustomState as LocalizedText ?? new LocalizedText(error.ErrorMessage, error.ErrorMessage)))];

    public static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0;

    public static bool IsHost(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) == UriHostNameType.Dns && text.Contains('.');
}
