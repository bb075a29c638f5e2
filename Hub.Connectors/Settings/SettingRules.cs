using System.Text.Json;
using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Settings;

/// <summary>What validators of connectors' settings share. Messages are carried in both languages; FluentValidation itself knows one.</summary>
internal static class SettingRules
{
    public static IRuleBuilderOptions<T, TProperty> Because<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string en, string vi) =>
        rule.WithMessage(en).WithState(_ => new LocalizedText(en, vi));

    /// <summary>What the validator finds, by field as manifests name it.</summary>
    public static IReadOnlyList<SettingProblem> Problems<T>(this IValidator<T> validator, T settings) =>
        [.. validator.Validate(settings).Errors.Select(error => new SettingProblem(
            JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName),
            error.CustomState as LocalizedText ?? new LocalizedText(error.ErrorMessage, error.ErrorMessage)))];

    public static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0;

    public static bool IsHost(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) == UriHostNameType.Dns && text.Contains('.');
}
