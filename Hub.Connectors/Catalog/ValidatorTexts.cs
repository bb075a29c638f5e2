using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

internal static class ValidatorTexts
{
    /// <summary>Gives a rule its message in both languages; FluentValidation itself knows one.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string en, string vi) =>
        rule.WithMessage(en).WithState(_ => new LocalizedText(en, vi));
}
