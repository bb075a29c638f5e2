using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Contacts;

/// <summary>Writes a contact down by hand. One whose phone or e-mail another contact has is refused: that would be a duplicate.</summary>
internal static class CreateContact
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText Taken = new(
        "Another contact has this phone number or e-mail address.", "Đã có khách hàng dùng số điện thoại hoặc email này.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contacts", Handle).Needs(Permissions.ContactsWrite).WithName("CreateContact");

    private static async Task<Results<Created<ContactResponse>, ApiProblem>> Handle(
        ContactRequest request, ContactDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        return await desk.Create(context.Caller(), request.ToDraft(), cancellation) switch
        {
            ContactAnswer.Done done => TypedResults.Created($"/api/v1/contacts/{done.Contact.Id}", ContactResponse.Of(done.Contact)),
            ContactAnswer.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
            _ => new ApiProblem(ProblemTypes.NameTaken, Taken),
        };
    }

    private sealed class Validator : AbstractValidator<ContactRequest>
    {
        private static readonly LocalizedText Something = new(
            "Enter a name, a phone number or an e-mail address.", "Nhập tên, số điện thoại hoặc email.");

        public Validator() => RuleFor(request => request.DisplayName).NotEmpty().Says(Something)
            .When(request => string.IsNullOrWhiteSpace(request.Phone) && string.IsNullOrWhiteSpace(request.Email));
    }
}
