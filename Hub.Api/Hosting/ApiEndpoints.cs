using Hub.Api.Auth;
using Hub.Api.AutoMessages;
using Hub.Api.Automation;
using Hub.Api.Comments;
using Hub.Api.Commerce;
using Hub.Api.Commerce.Bookings;
using Hub.Api.Commerce.Drafts;
using Hub.Api.Commerce.Products;
using Hub.Api.Connections;
using Hub.Api.Connections.Grants;
using Hub.Api.Contacts;
using Hub.Api.Conversations;
using Hub.Api.Deliveries;
using Hub.Api.Feed;
using Hub.Api.Http;
using Hub.Api.Ingest;
using Hub.Api.Jobs;
using Hub.Api.Search;
using Hub.Api.ShortLinks;
using Hub.Api.Signals;
using Hub.Api.Teams;
using Hub.Api.Webhooks;

namespace Hub.Api.Hosting;

/// <summary>Every slice of the API.</summary>
internal static class ApiEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").NeedsCaller();
        var api = app.MapGroup("/api/v1").TakesUpTo(BodyLimits.Json);
        Connections(api.MapGroup("").WithTags("Connections"));
        Conversations(api.MapGroup("").WithTags("Conversations"));
        Contacts(api.MapGroup("").WithTags("Contacts"));
        Commerce(api.MapGroup("").WithTags("Commerce"));
        Signals(api.MapGroup("").WithTags("Signals"));
        Automation(api.MapGroup("").WithTags("Automation"));
        Operations(api.MapGroup("").WithTags("Operations"));
        Webhooks(api.MapGroup("").WithTags("Webhooks"));
        Teams(api.MapGroup("").WithTags("Teams"));
    }

    private static void Connections(IEndpointRouteBuilder api)
    {
        ListConnectors.Map(api);
        ListConnections.Map(api);
        ListConnectionHealth.Map(api);
        GetConnection.Map(api);
        CreateConnection.Map(api);
        ChangeConnection.Map(api);
        CheckConnection.Map(api);
        ParkConnection.Map(api);
        DisconnectConnection.Map(api);
        ListDisconnects.Map(api);
        GetDisconnectReceipt.Map(api);
        ListTokens.Map(api);
        BeginGrant.Map(api);
        ReturnGrant.Map(api);
        ListLeftGrants.Map(api);
        ChooseAccounts.Map(api);
        ListTemplates.Map(api);
        ManageRetention.Map(api);
        SwitchComments.Map(api);
        ManageAutoMessages.Map(api);
        ManageShortLinks.Map(api);
    }

    private static void Conversations(IEndpointRouteBuilder api)
    {
        ListConversations.Map(api);
        CountConversations.Map(api);
        GetConversation.Map(api);
        ChangeConversation.Map(api);
        ChangeConversations.Map(api);
        LabelConversation.Map(api);
        ManageLabels.Map(api);
        ListTimeline.Map(api);
        WriteNote.Map(api);
        PlanMessage.Map(api);
        RetryMessage.Map(api);
        ManageCannedReplies.Map(api);
        ManageViews.Map(api);
        ListNotifications.Map(api);
        FindByWords.Map(api);
        TellPresence.Map(api);
        StreamEvents.Map(api);
        ListMessages.Map(api);
        SendMessage.Map(api);
        ReadConversation.Map(api);
        UploadAttachment.Map(api);
        DownloadAttachment.Map(api);
        ListComments.Map(api);
        AnswerComment.Map(api);
    }

    private static void Contacts(IEndpointRouteBuilder api)
    {
        ListContacts.Map(api);
        GetContact.Map(api);
        CreateContact.Map(api);
        ChangeContact.Map(api);
        ListDuplicates.Map(api);
        MergeContacts.Map(api);
        UnmergeContacts.Map(api);
        ImportContacts.Map(api);
        ExportContacts.Map(api);
        ExportContact.Map(api);
        EraseContact.Map(api);
        ListErasures.Map(api);
        GetErasureReceipt.Map(api);
        ListContactAttributes.Map(api);
        CreateContactAttribute.Map(api);
        ChangeContactAttribute.Map(api);
        DeleteContactAttribute.Map(api);
    }

    private static void Commerce(IEndpointRouteBuilder api)
    {
        ListOrders.Map(api);
        GetOrder.Map(api);
        CreateOrder.Map(api);
        ChangeOrder.Map(api);
        RecordPayment.Map(api);
        VoidPayment.Map(api);
        ManageOrderSettings.Map(api);
        ManageOrderNotices.Map(api);
        ReadOrderFromChat.Map(api);
        ManageProducts.Map(api);
        ImportProducts.Map(api);
        ListBookings.Map(api);
        CreateBooking.Map(api);
        ChangeBooking.Map(api);
        ListSlots.Map(api);
        ManageServices.Map(api);
        ManageResources.Map(api);
        GetCalendar.Map(api);
    }

    private static void Signals(IEndpointRouteBuilder api)
    {
        ListLedger.Map(api);
        GetLedgerRequest.Map(api);
        ExportLedger.Map(api);
        GetFunnel.Map(api);
        GetSignalHealth.Map(api);
        ManageTracking.Map(api);
        ReconcileSignals.Map(api);
        ListKeywordLists.Map(api);
        CreateKeywordList.Map(api);
        ListKeywordVersions.Map(api);
        ImportKeywords.Map(api);
        ActivateKeywords.Map(api);
        ListKeywords.Map(api);
    }

    private static void Automation(IEndpointRouteBuilder api)
    {
        ManageRules.Map(api);
        ArrangeRules.Map(api);
        ManagePolicy.Map(api);
        BackTestRule.Map(api);
        ListAutomationLog.Map(api);
        StopAutomation.Map(api);
        BlockContact.Map(api);
        SuggestReplies.Map(api);
    }

    private static void Operations(IEndpointRouteBuilder api)
    {
        ListDeliveries.Map(api);
        ListDeliveryCauses.Map(api);
        GetJobEngine.Map(api);
        GetDelivery.Map(api);
        ReplayDelivery.Map(api);
        ReplayDeliveries.Map(api);
        SkipDelivery.Map(api);
        SkipDeliveries.Map(api);
        ListWebhookEvents.Map(api);
        GetWebhookBody.Map(api);
        ReplayWebhook.Map(api);
        ReplayWebhooks.Map(api);
        ListUnrouted.Map(api);
    }

    private static void Webhooks(IEndpointRouteBuilder api)
    {
        ManageWebhookEndpoints.Map(api);
        TryWebhookEndpoint.Map(api);
        ListWebhookDeliveries.Map(api);
    }

    private static void Teams(IEndpointRouteBuilder api)
    {
        GetSession.Map(api);
        BeginSession.Map(api);
        BeginSessionByLink.Map(api);
        EndSession.Map(api);
        GetWorkspace.Map(api);
        ChangeWorkspace.Map(api);
        ChangeOwnProfile.Map(api);
        ChangePassword.Map(api);
        ProposeTotp.Map(api);
        ConfirmTotp.Map(api);
        RemoveTotp.Map(api);
        ListSessions.Map(api);
        EndOtherSessions.Map(api);
        GetInvitation.Map(api);
        AcceptInvitation.Map(api);
        ListMembers.Map(api);
        InviteMember.Map(api);
        ChangeMember.Map(api);
        ListRoles.Map(api);
        ChangeRole.Map(api);
        ChangeTeam.Map(api);
        ListAudit.Map(api);
        ListApiKeys.Map(api);
        CreateApiKey.Map(api);
        RevokeApiKey.Map(api);
    }
}
