namespace Axis.Core.Agencies;

/// <summary>Who decided what the directory says of an agency (LVL-07; QĐ 28/2018 arts 16.1, 19.1.c).</summary>
/// <param name="Issuer">The deciding body, as text.</param>
/// <param name="Decision">Number and notation of the decision.</param>
/// <param name="Date">Its date.</param>
public sealed record IssuingAct(string Issuer, string Decision, DateOnly Date);
