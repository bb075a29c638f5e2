namespace Hub.Sandbox.HubSpot;

/// <summary>The properties that a portal has from the start. Own unique keys have to be created, as in HubSpot.</summary>
static class HubSpotSchema
{
    const string Contacts = "email=email! firstname lastname phone mobilephone company address city state zip country website jobtitle "
        + "lifecyclestage hs_lead_status hs_language hs_whatsapp_phone_number hubspot_owner_id message "
        + "createdate:datetime lastmodifieddate:datetime hs_object_id:number";
    const string Orders = "hs_order_name hs_external_order_id hs_currency_code hs_total_price:number hs_subtotal_price:number "
        + "hs_order_discount:number hs_tax:number hs_shipping_cost:number "
        + "hs_external_order_status hs_external_order_url hs_external_created_date:datetime hs_order_note hs_fulfillment_status "
        + "hs_payment_status hs_source_store hs_pipeline hs_pipeline_stage hs_tags hubspot_owner_id "
        + "hs_createdate:datetime hs_lastmodifieddate:datetime hs_object_id:number";
    const string Meetings = "hs_timestamp:datetime hs_meeting_title hs_meeting_body hs_internal_meeting_notes hs_meeting_location "
        + "hs_meeting_external_url hs_meeting_start_time:datetime hs_meeting_end_time:datetime hs_meeting_outcome hs_activity_type "
        + "hubspot_owner_id hs_createdate:datetime hs_lastmodifieddate:datetime hs_object_id:number";

    public static Dictionary<string, Dictionary<string, HubSpotProperty>> Fresh() => new()
    {
        ["contacts"] = Parse(Contacts, "contactinformation"),
        ["orders"] = Parse(Orders, "order_information"),
        ["meetings"] = Parse(Meetings, "engagement"),
    };

    static Dictionary<string, HubSpotProperty> Parse(string list, string group) => list.Split(' ').Select(word =>
    {
        var unique = word.EndsWith('!');
        var parts = word.TrimEnd('!').Split(':', '=');
        var type = word.Contains(':') ? parts[1] : "string";
        return new HubSpotProperty(parts[0], parts[0], type, type == "string" ? "text" : type, group, unique);
    }).ToDictionary(p => p.Name);
}
