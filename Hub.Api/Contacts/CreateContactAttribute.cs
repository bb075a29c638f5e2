using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

internal static class CreateContactAttribute
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText Taken = new(
        $"Another attribute has this key, or there are {ContactAttributes.Most} already.",
        $"Khóa này đã được dùng, hoặc đã có đủ {ContactAttributes.Most} thuộc tính.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contact-attributes", Handle).Needs(Permissions.LabelsManage).WithName("CreateContactAttribute");

    /// <param name="Key">Small letters, digits and underscores. It never changes, nor does the type.</param>
    public sealed record Request(string? Key, string? Label, AttributeType? Type, IReadOnlyList<string>? Choices);

    private static async Task<Results<Created<ContactAttributeResponse>, ApiProblem>> Handle(
        Request request, ContactAttributes attributes, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        var row = await attributes.Create(
            caller.WorkspaceId, request.Key!, request.Label!.Trim(), request.Type!.Value, AttributeRules.Clean(request.Choices), caller.Actor,
            cancellation);
        return row is null
            ? new ApiProblem(ProblemTypes.NameTaken, Taken)
            : TypedResults.Created($"/api/v1/contact-attributes/{row.Id}", ContactAttributeResponse.Of(row));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Key).Must(AttributeRules.IsKey).Says(AttributeRules.WrongKey);
            RuleFor(request => request.Label).NotEmpty().Says(FieldTexts.Required).MaximumLength(100).Says(FieldTexts.AtMost(100));
            RuleFor(request => request.Type).NotNull().Says(FieldTexts.OneOf<AttributeType>());
            RuleFor(request => request.Choices).Must(AttributeRules.AreChoices).Says(AttributeRules.WrongChoices)
                .When(request => request.Type == AttributeType.Choice);
        }
    }
}

internal static class AttributeRules
{
    public static LocalizedText WrongKey { get; } = new(
        "Begin with a small letter, then small letters, digits and underscores; at most 40.",
        "Bắt đầu bằng chữ thường, sau đó là chữ thường, số và gạch dưới; tối đa 40 ký tự.");

    public static LocalizedText WrongChoices { get; } = new(
        "Enter 1 to 100 different choices of at most 100 characters.", "Nhập 1 đến 100 lựa chọn khác nhau, mỗi lựa chọn tối đa 100 ký tự.");

    public static bool IsKey(string? key) =>
        key is { Length: > 0 and <= 40 } && char.IsAsciiLetterLower(key[0])
        && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    public static bool AreChoices(IReadOnlyList<string>? choices) =>
        choices is { Count: > 0 and <= 100 } && choices.All(choice => !string.IsNullOrWhiteSpace(choice) && choice.Length <= 100)
        && choices.Select(choice => choice.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() == choices.Count;

    public static IReadOnlyList<string>? Clean(IReadOnlyList<string>? choices) =>
        choices is null ? null : [.. choices.Select(choice => Core.Text.SafeText.Clean(choice).Trim())];
}
