using FluentValidation;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Teams;

namespace Hub.Api.Teams;

/// <summary>Rules for fields that several requests share.</summary>
internal static class PeopleRules
{
    private const int LongestName = 200;
    private static readonly LocalizedText NoAddress = new("Enter an e-mail address.", "Nhập một địa chỉ email.");
    private static readonly LocalizedText OneLine = new("Enter a name of one line.", "Nhập tên trên một dòng.");

    public static readonly string[] Languages = ["vi", "en"];

    /// <summary>ASCII only: the unique form of an address must be the same on every database.</summary>
    public static void IsAddress<T>(this IRuleBuilder<T, string?> field) => field
        .Must(text => text is null || IsAddress(text)).Says(NoAddress);

    public static void IsName<T>(this IRuleBuilder<T, string?> field) => field
        .Must(text => text is null || !string.IsNullOrWhiteSpace(text)).Says(FieldTexts.Required)
        .MaximumLength(LongestName).Says(FieldTexts.AtMost(LongestName))
        .Must(text => text is null || !text.Any(char.IsControl)).Says(OneLine);

    public static void IsPassword<T>(this IRuleBuilder<T, string?> field) => field
        .NotEmpty().Says(FieldTexts.Required)
        .MaximumLength(MemberIdentity.LongestPassword).Says(FieldTexts.AtMost(MemberIdentity.LongestPassword));

    private static bool IsAddress(string text)
    {
        var (at, trimmed) = (text.Trim().IndexOf('@', StringComparison.Ordinal), text.Trim());
        return at > 0 && at == trimmed.LastIndexOf('@') && at < trimmed.Length - 1 && trimmed.Length <= 254
            && trimmed.All(c => c is > ' ' and < (char)0x7F and not (',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\'));
    }
}
