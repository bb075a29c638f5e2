using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>Owes one dead letter again.</summary>
internal static class ReplayDelivery
{
    private static readonly LocalizedText NotDead = new(
        "It is not a dead letter: it is waiting, done or cancelled.", "Việc này chưa thất bại hẳn: đang chờ, đã xong hoặc đã hủy.");

    private static readonly LocalizedText InDoubt = new(
        "It may have arrived. Look on the platform; with evenInDoubt=true it is sent again, perhaps twice.",
        "Có thể đã đến nơi. Hãy kiểm tra trên nền tảng; với evenInDoubt=true sẽ gửi lại, có thể bị trùng.");

    internal static readonly LocalizedText SwitchedOff = new(
        "Its connection is switched off. Switch it on first.", "Kết nối đang tắt. Hãy bật lại trước.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/{id:guid}/replay", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ReplayDelivery");

    private static async Task<Results<Accepted, ApiProblem>> Handle(
        Guid id, bool? evenInDoubt, DeliveryReplay replay, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        return await replay.One(key.WorkspaceId, id, evenInDoubt is true, key.Actor, cancellation) switch
        {
            ReplayAnswer.Replayed => TypedResults.Accepted($"/api/v1/deliveries/{id}"),
            ReplayAnswer.NotDead => new ApiProblem(ProblemTypes.Conflict, NotDead),
            ReplayAnswer.SwitchedOff => new ApiProblem(ProblemTypes.Conflict with { Code = "connection_not_active" }, SwitchedOff),
            ReplayAnswer.InDoubt => new ApiProblem(ProblemTypes.Conflict with { Code = "in_doubt" }, InDoubt),
            _ => ApiProblem.NotFound,
        };
    }
}
