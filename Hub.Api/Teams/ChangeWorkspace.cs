using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

internal static class ChangeWorkspace
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/workspace", Handle).Needs(Permissions.MembersManage).WithName("ChangeWorkspace");

    public sealed record Request(string? Name, string? DefaultCountry, string? Language, string? TimeZone);

    private static async Task<Results<Ok<WorkspaceResponse>, ApiProblem>> Handle(
        Request request, WorkspaceSettings settings, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        return TypedResults.Ok(WorkspaceResponse.Of(await settings.Change(
            caller.WorkspaceId, request.Name?.Trim(), request.DefaultCountry, request.Language, request.TimeZone, caller.Actor, cancellation)));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        private static readonly LocalizedText Country = new("Enter a country code such as VN.", "Nhập mã quốc gia, ví dụ VN.");
        private static readonly LocalizedText Zone = new(
            "Enter a time zone such as Asia/Ho_Chi_Minh.", "Nhập múi giờ, ví dụ Asia/Ho_Chi_Minh.");

        public Validator()
        {
            RuleFor(request => request.Name).Must(name => name is null || !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
                .MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.DefaultCountry).Must(iso => iso is null || PhoneNumber.IsCountry(iso)).Says(Country);
            RuleFor(request => request.Language).Must(code => code is null or "vi" or "en").Says(FieldTexts.OneOf(["vi", "en"]));
            RuleFor(request => request.TimeZone).Must(zone => zone is null or "UTC" || IsZone(zone)).Says(Zone);
        }

        // With a slash: Windows' names and abbreviations are no IANA names.
        private static bool IsZone(string zone) =>
            zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
    }
}
