namespace Cunju.Core.Procedures;

/// <summary>前提: a rule that must hold before a step; null means that it holds. Named methods, so that documents can print them.</summary>
public delegate Refusal? Guard<in TCase, in TAct>(TCase @case, TAct act, Occasion occasion);

/// <summary>A rule that must hold before a case is started.</summary>
public delegate Refusal? OpeningGuard<in TAct>(TAct act, Occasion occasion);
