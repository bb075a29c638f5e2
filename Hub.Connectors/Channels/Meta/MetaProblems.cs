using System.Text.Json;
using FluentValidation.Results;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

internal static class MetaProblems
{
    /// <summary>Every rule carries its text in both languages as its state.</summary>
    public static IReadOnlyList<SettingProblem> ToProblems(this ValidationResult result) =>
        [.. result.Errors.Select(failure => new SettingProblem(
            JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName), (LocalizedText)failure.CustomState))];
}
