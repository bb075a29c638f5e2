using FluentValidation;
using FluentValidation.Results;
using Hub.Connectors.Abstractions;

namespace Hub.Api.Http;

internal static class Validation
{
    /// <returns>Null when the request is sound.</returns>
    public static ApiProblem? Check<T>(this IValidator<T> validator, T request)
    {
        var result = validator.Validate(request);
        return result.IsValid ? null : ApiProblem.Invalid([.. result.Errors.Select(Problem)]);
    }

    /// <summary>What people read when the rule before it does not hold, in both languages.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, LocalizedText text) =>
        rule.WithState(_ => text);

    private static SettingProblem Problem(ValidationFailure failure) =>
        new(FieldName(failure.PropertyName), failure.CustomState as LocalizedText ?? FieldTexts.Wrong);

    // Lines[0].UnitPrice is lines[0].unitPrice in JSON.
    private static string FieldName(string path) =>
        string.Join('.', path.Split('.').Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
}

internal static class FieldTexts
{
    public static LocalizedText Wrong { get; } = new("The value is not allowed.", "Giá trị không hợp lệ.");

    public static LocalizedText Required { get; } = new("A value is required.", "Cần phải có giá trị.");

    public static LocalizedText NotNegative { get; } = new("Enter a number that is not negative.", "Nhập số không âm.");

    public static LocalizedText Positive { get; } = new("Enter a number above zero.", "Nhập số lớn hơn 0.");

    public static LocalizedText Currency { get; } = new("Enter a currency code such as VND.", "Nhập mã tiền tệ, ví dụ VND.");

    public static LocalizedText NotATime { get; } = new("Enter a time.", "Nhập một thời điểm.");

    public static LocalizedText AtMost(int characters) => new(
        $"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");

    public static LocalizedText Between(int least, int most) => new($"Enter a number from {least} to {most}.", $"Nhập số từ {least} đến {most}.");

    public static LocalizedText OneOf<T>() where T : struct, Enum => OneOf(Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));

    public static LocalizedText OneOf(IEnumerable<string> values)
    {
        var list = string.Join(", ", values);
        return new LocalizedText($"Enter one of: {list}.", $"Nhập một trong các giá trị: {list}.");
    }
}
