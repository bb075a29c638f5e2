using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Contacts;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Another label, other choices. Values that are no longer among them stay with their contacts.</summary>
internal static class ChangeContactAttribute
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/contact-attributes/{id:guid}", Handle).Needs(Permissions.LabelsManage).WithName("ChangeContactAttribute");

    public sealed record Request(string? Label, IReadOnlyList<string>? Choices);

    private static async Task<Results<Ok<ContactAttributeResponse>, ApiProblem>> Handle(
        Guid id, Request request, ContactAttributes attributes, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        return await attributes.Change(
            caller.WorkspaceId, id, request.Label?.Trim(), AttributeRules.Clean(request.Choices), caller.Actor, cancellation) is { } row
            ? TypedResults.Ok(ContactAttributeResponse.Of(row))
            : ApiProblem.NotFound;
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Label).Must(label => label is null || !string.IsNullOrWhiteSpace(label)).Says(FieldTexts.Required)
                .MaximumLength(100).Says(FieldTexts.AtMost(100));
            RuleFor(request => request.Choices).Must(AttributeRules.AreChoices).Says(AttributeRules.WrongChoices)
                .When(request => request.Choices is not null);
        }
    }
}
